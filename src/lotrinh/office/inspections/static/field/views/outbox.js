/** What waits, what was refused, and the last resort: a file. */

import { app, count } from "../app.js";
import { ask, button, el, fill, icon, say } from "../dom.js";
import { askToPersist, storageState } from "../store.js";
import { moment, number, said, size, t } from "../words.js";
import { lastSentWords, unsentWords } from "./frame.js";
import { saveQueue, takeFileBack } from "./saving.js";

const KINDS = { answer: "Answer", finding: "Finding", withdraw_finding: "Finding taken back", evidence: "Photo or file", withdraw_evidence: "Photo or file taken back", draft: "Minutes", begin_visit: "Begin the visit", end_visit: "End the visit" };
const MOST = 100;

/** A part of the page. */
export async function outboxView({ during }) {
  const summary = el("div", { class: "card" });
  const waiting = el("div", { class: "card" });
  const refused = el("div", {});
  const device = el("div", { class: "card" });
  const told = el("p", { class: "note", role: "status", hidden: true });
  const redraw = async () => {
    fill(summary, summaryOf(told));
    fill(waiting, await waitingOf());
    fill(refused, await refusedOf(redraw));
    fill(device, await deviceOf(redraw));
  };
  during("counts", redraw);
  during("state", redraw);
  await redraw();
  return el("div", { class: "page narrow" }, el("a", { class: "back", href: "#/" }, icon("arrow-left"), t("All inspections")), el("h1", {}, t("What is not sent")), told, summary, refused, waiting, device);
}

function summaryOf(told) {
  const file = el("input", { type: "file", id: "take-back", class: "away", accept: ".json,application/json", onchange: async () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    const { good, words } = await takeFileBack(chosen);
    told.hidden = false;
    told.className = `note ${good ? "good" : "bad"}`;
    say(told, words);
  } });
  const { held } = app.counts;
  return [
    el("p", { class: "figure" }, unsentWords()), el("p", { class: "sub" }, lastSentWords()),
    held ? el("p", { class: "hint" }, t("{count} are not complete yet and wait for you.", { count: number(held) })) : null,
    el("div", { class: "actions" },
      button(t("Send now"), { drawing: "send", kind: "primary", onclick: () => app.sender.awake() }),
      button(t("Save what is not sent to a file"), { drawing: "download", onclick: saveQueue }),
      file, el("label", { class: "button", for: "take-back" }, icon("upload"), el("span", {}, t("Take back from a file")))),
    el("p", { class: "hint" }, t("Normally nothing has to be done here: it is sent by itself. The file is for the day when a device must be given away before it was sent; it holds photographs and answers, so keep it safe.")),
  ];
}

async function namesOf() {
  const names = new Map();
  for (const { uid, package: pack } of await app.db.getAll("packages")) {
    const questions = new Map(pack.questions.map((one) => [one.key, said(one.text)]));
    names.set(uid, { unit: pack.inspection.unit.name, questions });
  }
  return names;
}

function describe(entry, names) {
  const { unit = "", questions = new Map() } = names.get(entry.inspection) || {};
  const { payload } = entry;
  const what = payload.caption || payload.name || (payload.content && payload.content.text) || questions.get(payload.question) || "";
  const part = payload.slot ? ` (${t("part {slot}", { slot: payload.slot })})` : "";
  return el("div", {}, el("b", {}, t(KINDS[entry.kind] || entry.kind)), what ? el("span", {}, `: ${what}${part}`) : null, el("small", {}, [unit, moment(entry.made_at)].filter(Boolean).join(" · ")));
}

async function waitingOf() {
  const entries = await app.queue.all();
  if (!entries.length) return el("p", { class: "calm" }, icon("circle-check"), t("Nothing waits on this device."));
  const names = await namesOf();
  return [el("h2", {}, t("Waiting, in order")), el("ol", { class: "lines" }, entries.slice(0, MOST).map((entry) => el("li", {}, describe(entry, names),
    entry.hold ? el("span", { class: "chip warn" }, t(entry.hold)) : null, (entry.faults || []).length ? el("small", {}, entry.faults.map(said).join(" ")) : null))),
    entries.length > MOST ? el("p", { class: "hint" }, t("and {count} more", { count: number(entries.length - MOST) })) : null];
}

async function refusedOf(redraw) {
  const refused = await app.db.getAll("refused");
  if (!refused.length) return null;
  const names = await namesOf();
  return el("div", { class: "card refused" }, el("h2", {}, t("Refused by the server")), el("p", { class: "hint" }, t("These can never be taken as they are. They stay here until you remove them; the file above holds them as well.")),
    el("ul", { class: "lines" }, refused.map((one) => el("li", {}, describe(one, names), el("p", { class: "wrong" }, one.faults.map(said).join(" ") || t("No reason was given.")),
      button(t("Remove"), { drawing: "trash", kind: "quiet", onclick: () => removeRefused(one, redraw) })))));
}

async function removeRefused(one, redraw) {
  const answer = await ask(t("Remove this for good?"), el("p", {}, t("What was typed there is gone afterwards. Save it to a file first if you are not sure.")), [{ key: "yes", words: t("Remove"), kind: "danger" }, { key: "", words: t("Leave it") }]);
  if (!answer) return;
  await app.db.delete("refused", one.uid);
  await count();
  await redraw();
}

async function deviceOf(redraw) {
  const { persisted, usage, quota } = await storageState();
  return [el("h2", {}, t("This device")),
    usage !== null ? el("p", {}, t("{used} used of {all} that the browser allows.", { used: size(usage), all: size(quota || 0) })) : null,
    persisted ? el("p", { class: "calm" }, icon("shield-check"), t("The browser keeps this page's storage even when space is short."))
      : el("div", {}, el("p", {}, t("When space is short, the browser may clear this page's storage.")), button(t("Ask the browser to keep it"), { drawing: "shield-check", onclick: async () => { await askToPersist(); await redraw(); } })),
    el("p", { class: "hint" }, t("Account: {name}. What is on this device is not locked by a password of its own: lock the screen of the device.", { name: app.account.name }))];
}
