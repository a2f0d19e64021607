/** The team's own inspections: what there is, what is on the device. */

import { app, removePackage, takeOn } from "../app.js";
import { ask, button, el, fill, icon, say } from "../dom.js";
import { askToPersist } from "../store.js";
import { day, moment, number, percent, said, t } from "../words.js";
import { Work } from "../work.js";

export const FORMS = { direct: "On the spot visit", unannounced: "Unannounced", reports: "Through reports", digital: "On the digital environment" };
const PARTS = { am: "morning", pm: "afternoon" };

/** Begin and end of a visit in words. */
export function daysOf(one) {
  const start = `${day(one.start_date)} (${t(PARTS[one.start_part] || "morning")})`;
  if (one.start_date === one.end_date) return one.start_part === one.end_part ? start : t("{day}, whole day", { day: day(one.start_date) });
  return `${start} – ${day(one.end_date)} (${t(PARTS[one.end_part] || "afternoon")})`;
}

/** A part of the page. */
export async function inspectionsView({ during }) {
  const told = el("p", { class: "told", role: "status", "aria-live": "polite" });
  const place = el("div", { class: "cards" });
  const redraw = async () => fill(place, await cards(told));
  during("list", redraw);
  during("stored", redraw);
  during("kept", redraw);
  during("state", redraw);
  await redraw();
  return el("div", { class: "page" },
    el("div", { class: "head" }, el("h1", {}, t("The inspections of your team")), el("p", { class: "lead" }, t("{name}. Take an inspection with you while there is a network; then everything works without one.", { name: app.account.name }))),
    told, place,
    el("p", { class: "foot" }, el("a", { href: "/" }, t("To the whole product")), app.listedAt ? el("span", {}, t("List of {when}", { when: moment(app.listedAt) })) : null));
}

async function cards(told) {
  const kept = new Map((await app.db.getAll("packages")).map((one) => [one.uid, one]));
  const listed = new Set((app.list || []).map((one) => one.uid));
  const orphans = [...kept.values()].filter((one) => !listed.has(one.uid) && app.list);
  const lines = await Promise.all([
    ...(app.list || []).map((one) => card(one, kept.get(one.uid), told)),
    ...orphans.map((one) => card({ ...one.package.inspection, uid: one.uid, unit: one.package.inspection.unit.name, gone: true }, one, told)),
  ]);
  if (lines.length) return lines;
  return el("div", { class: "empty" }, icon("clipboard-list"), el("h2", {}, app.list ? t("No inspection of your team can be recorded now") : t("The list has not arrived yet")),
    el("p", {}, app.list ? t("Inspections appear here once you sit in the team and the questions are ready.") : t("Open this page once while there is a network.")));
}

async function card(one, kept, told) {
  const work = kept ? new Work({ uid: one.uid, db: app.db, queue: app.queue, keeper: app.keeper }) : null;
  if (work) await work.load();
  const { done, all } = work ? work.progress() : { done: one.answered || 0, all: one.questions || 0 };
  const title = typeof one.unit === "string" ? one.unit : one.unit.name;
  return el("article", { class: `card inspection${kept ? " on-device" : ""}` },
    el("div", { class: "chips" },
      el("span", { class: "chip accent" }, said(one.state_title) || t(FORMS[one.form] || one.form)),
      el("span", { class: "chip" }, t(FORMS[one.form] || one.form)),
      kept ? el("span", { class: "chip good" }, icon("device-mobile"), t("On this device")) : null,
      one.gone ? el("span", { class: "chip warn" }, t("No longer yours; stays until it is sent")) : null),
    el("h2", {}, kept ? el("a", { href: `#/${one.uid}` }, title) : title),
    el("p", { class: "sub" }, [one.place && one.place !== title ? one.place : "", daysOf(one)].filter(Boolean).join(" · ")),
    all ? el("div", { class: "measure" }, el("progress", { max: all, value: done, "aria-label": t("Answered") }), el("span", {}, t("{done} of {all} answered", { done: number(done), all: number(all) }))) : null,
    el("div", { class: "actions" }, kept ? onDevice(one, kept, told) : takeButton(one, told)));
}

function onDevice(one, kept, told) {
  return [
    el("a", { class: "button primary", href: `#/${one.uid}` }, icon("edit"), el("span", {}, t("Open it"))),
    button(t("Remove from the device"), { drawing: "trash", kind: "quiet", onclick: () => remove(one.uid, told) }),
    el("small", {}, t("Taken {when}", { when: moment(kept.taken_at) })),
  ];
}

function takeButton(one, told) {
  return button(t("Take with me"), { drawing: "download", kind: "primary", onclick: async (event) => {
    const pressed = event.currentTarget;
    pressed.disabled = true;
    say(told, t("Being fetched…"));
    try {
      await takeOn(one.uid);
      say(told, t("It is on the device now."));
      await persist();
    } catch {
      say(told, t("It could not be fetched. Check the network and try again."));
      pressed.disabled = false;
    }
  } });
}

/** Explain first, then ask the browser: it may ask the person in turn. */
async function persist() {
  if (!navigator.storage || !navigator.storage.persist || (await navigator.storage.persisted())) return;
  if (await app.db.get("meta", "asked_to_persist")) return;
  await app.db.put("meta", true, "asked_to_persist");
  const answer = await ask(t("Keep it safe from cleaning up"),
    el("p", {}, t("When space is short, a browser may clear what pages keep. If you agree, this page asks it to leave your inspections alone. The browser may ask you once more.")),
    [{ key: "yes", words: t("Ask the browser"), kind: "primary" }, { key: "", words: t("Not now") }]);
  if (answer) await askToPersist();
}

async function remove(uid, told) {
  const answer = await ask(t("Remove this inspection from the device?"), el("p", {}, t("What was sent stays on the server. You can take it with you again while there is a network.")),
    [{ key: "yes", words: t("Remove from the device"), kind: "primary" }, { key: "", words: t("Leave it") }]);
  if (!answer) return;
  const gone = await removePackage(uid);
  say(told, gone ? t("It was removed from the device.") : t("It was not removed: something of it is not sent or was refused. Send it, or save it to a file, first."));
}
