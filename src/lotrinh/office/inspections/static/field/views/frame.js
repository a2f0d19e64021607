/** The frame around every part: brand, how much is unsent, and the bars that must not be missed. */

import { app, changeAccount, othersUnsent, typing } from "../app.js";
import { button, el, fill, icon, say } from "../dom.js";
import { on, onStanding } from "../events.js";
import { letIn } from "../update.js";
import { moment, number, speak, spoken, t } from "../words.js";
import { saveQueue } from "./saving.js";

const STATES = {
  online: "Online", offline: "Offline", sending: "Sending", sign_in: "Sign in again", other_account: "Another account",
  not_allowed: "Role without recording", trouble: "The server has trouble",
};

let ends = [];

/** {nodes, main}: the frame anew, in the language of now. */
export function frame({ speakAnew }) {
  for (const end of ends) end();
  const bars = el("div", { class: "bars" });
  const told = el("p", { class: "told", role: "status", "aria-live": "polite" });
  const pill = el("a", { class: "pill", href: "#/sending" });
  const main = el("main", { id: "content", tabindex: "-1" });
  const other = spoken() === "vi" ? "en" : "vi";
  const change = () => { speak(other); speakAnew(); };
  const top = el("header", { class: "top" },
    el("a", { class: "brand", href: "#/", "aria-label": t("The inspections of your team") }, icon("mark"), el("span", {}, t("On the spot"))),
    pill,
    el("button", { type: "button", class: "language", lang: other, "aria-label": other === "vi" ? "Tiếng Việt" : "English", onclick: change }, other.toUpperCase()));
  const drawPill = () => fill(pill, pillParts());
  const watch = barsOf(bars);
  ends = [
    on("counts", drawPill),
    on("state", ({ state }) => { drawPill(); say(told, t(STATES[state])); }),
    ...watch,
  ];
  drawPill();
  return { main, nodes: [el("a", { class: "skip", href: "#content", onclick: (e) => { e.preventDefault(); main.focus(); } }, t("Skip to the content")), top, bars, main, told] };
}

function pillParts() {
  const { state } = app.sender;
  return [
    el("span", { class: `dot dot-${state}`, "aria-hidden": "true" }),
    el("span", { class: "pill-words" }, el("b", {}, t(STATES[state])), el("small", {}, unsentWords())),
  ];
}

/** "Not sent: 12 (3 photos)". */
export function unsentWords() {
  const { waiting, photos } = app.counts;
  if (!waiting) return t("Everything is sent");
  return photos ? t("Not sent: {count} ({photos} photos)", { count: number(waiting), photos: number(photos) }) : t("Not sent: {count}", { count: number(waiting) });
}

/** When something was sent last, in words. */
export const lastSentWords = () => (app.lastSent ? t("Last sent: {when}", { when: moment(app.lastSent) }) : t("Nothing was sent from this device yet"));

function barsOf(place) {
  const shown = new Map();
  const order = ["disk", "update", "sign_in", "other", "allowed", "clock", "worker", "others"];
  const set = (key, made) => {
    shown.set(key, made);
    fill(place, order.map((one) => shown.get(one)));
  };
  const ends = [
    onStanding("disk", (failed) => set("disk", failed ? diskBar(failed) : null)),
    onStanding("update", () => set("update", updateBar())),
    onStanding("clock", (off) => set("clock", off ? clockBar(off) : null)),
    onStanding("worker", () => set("worker", workerBar())),
    onStanding("outdated", () => set("update", updateBar())),
    onStanding("state", ({ state, detail }) => {
      if (state === "sending") return;
      set("sign_in", state === "sign_in" ? signInBar() : null);
      set("other", state === "other_account" ? otherBar(detail) : null);
      set("allowed", state === "not_allowed" ? bar("warn", "lock", t("Your role may not record inspections. What is here stays and waits.")) : null);
    }),
    onStanding("counts", async () => {
      const others = await othersUnsent();
      set("others", others.length ? bar("plain", "users", others.map(({ name, unsent }) => t("{count} not sent by {name} wait on this device; they are sent when {name} signs in.", { count: number(unsent), name })).join(" ")) : null);
    }),
  ];
  return ends;
}

const bar = (tone, drawing, words, ...actions) =>
  el("div", { class: `bar bar-${tone}`, role: tone === "bad" ? "alert" : null }, icon(drawing), el("p", {}, words), actions.length ? el("div", { class: "bar-actions" }, actions) : null);

const diskBar = (failed) => bar("bad", "alert-triangle",
  t("The device's storage is full: {count} changes are only on the screen. Do not close the page. Save them to a file, or free some space; the page tries again by itself.", { count: number(failed) }),
  button(t("Save what is not sent to a file"), { drawing: "download", kind: "light", onclick: saveQueue }));

const updateBar = () => bar("good", "refresh", t("There is a new version of this page. What waits stays on the device."),
  button(t("Load it"), { kind: "light", onclick: async () => {
    await app.keeper.flush();
    if (!typing() && !app.keeper.failed.size) letIn();
  } }));

const signInBar = () => bar("warn", "lock", t("You were signed out. Go on working: everything is kept on the device and is sent after you sign in."),
  el("a", { class: "button light", href: "/account/sign-in/?next=/field/" }, t("Sign in")));

const otherBar = (account) => bar("warn", "users", t("{name} is signed in now. What is on the screen belongs to {own} and is not sent under another name.", { name: account ? account.name : "", own: app.account.name }),
  button(t("Change to {name}", { name: account ? account.name : "" }), { kind: "light", onclick: () => changeAccount(account) }));

const clockBar = (off) => bar("warn", "clock", off > 0
  ? t("The clock of this device is {minutes} minutes ahead of the server's. Order is kept all the same; please set the clock.", { minutes: number(Math.round(off / 60)) })
  : t("The clock of this device is {minutes} minutes behind the server's. Order is kept all the same; please set the clock.", { minutes: number(Math.round(-off / 60)) }));

const workerBar = () => bar("warn", "cloud-off", t("This browser cannot keep the page itself: without a network it cannot be opened again. Do not close it on the spot."));
