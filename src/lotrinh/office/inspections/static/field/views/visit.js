/** One inspection: its head, its parts, and which part is shown. */

import { app } from "../app.js";
import { ask, button, el, fill, icon } from "../dom.js";
import { number, t } from "../words.js";
import { Work } from "../work.js";
import { conflictsView } from "./conflicts.js";
import { findingsView } from "./findings.js";
import { FORMS, daysOf } from "./inspections.js";
import { minutesView } from "./minutes.js";
import { questionsView } from "./questions.js";

const VIEWS = { findings: findingsView, minutes: minutesView, conflicts: conflictsView };

/** A part of the page. */
export async function visitView(context) {
  const [uid, part = "", ...rest] = context.parts;
  const work = new Work({ uid, db: app.db, queue: app.queue, keeper: app.keeper });
  if (!(await work.load())) return missing();
  const head = el("div", { class: "visit-head" });
  const tabs = el("nav", { class: "tabs", "aria-label": t("Parts of the inspection") });
  const redraw = () => {
    fill(head, headOf(work));
    fill(tabs, tabsOf(work, part));
  };
  context.during("stored", async ({ inspections }) => {
    if (inspections && !inspections.includes(uid)) return;
    if (await work.load()) context.tell();
  });
  const told = new Set();
  context.tell = () => { redraw(); for (const listener of told) listener(); };
  context.onWork = (listener) => told.add(listener);
  context.during("changed", redraw);
  context.during("disk", () => context.tell());
  redraw();
  const view = VIEWS[part] || questionsView;
  return el("div", { class: "page" }, head, tabs, await view(work, context, rest));
}

function missing() {
  return el("div", { class: "page" }, el("div", { class: "empty" }, icon("device-mobile"), el("h1", {}, t("This inspection is not on the device")),
    el("p", {}, t("Take it with you from the list while there is a network.")), el("a", { class: "button primary", href: "#/" }, t("To the list"))));
}

function headOf(work) {
  const { inspection } = work.pack;
  return [
    el("div", { class: "head-row" }, el("a", { class: "back", href: "#/" }, icon("arrow-left"), t("All inspections")), endOf(work)),
    el("h1", {}, inspection.place || inspection.unit.name),
    el("p", { class: "sub" }, `${t(FORMS[inspection.form] || inspection.form)} · ${daysOf(inspection)}`),
    inspection.synthetic ? el("p", {}, el("span", { class: "chip warn" }, t("Invented for illustration"))) : null,
    stepsOf(work),
  ];
}

/** Begin and end; what a person may not do, the server says. */
function stepsOf(work) {
  if (!work.open) return el("p", { class: "note warn" }, t("This inspection can no longer be recorded here. What is not sent stays until the server has answered."));
  if (work.state === "visited") return el("p", { class: "note good" }, icon("circle-check"), t("The visit has ended. Results and minutes can still be completed until the minutes are signed."));
  if (work.begun) return null;
  const may = mayStep(work);
  return el("div", { class: "note" }, el("p", {}, t("The visit has not begun. What you record now waits on the device until the head or the secretary begins it.")),
    may ? button(t("Begin the visit"), { drawing: "player-play", kind: "primary", onclick: () => work.step("begin_visit") }) : null);
}

const endOf = (work) => (work.state === "under_way" && mayStep(work) ? button(t("End the visit"), { drawing: "flag", kind: "quiet", onclick: () => end(work) }) : null);

/** Head, deputy and secretary begin and end; by name, since two people of one name may both try and the server knows. */
function mayStep(work) {
  const seat = work.pack.inspection.team.find((one) => one.name === work.pack.account.name);
  return !seat || seat.role !== "member";
}

async function end(work) {
  await app.keeper.flush();
  const { done, all } = work.progress();
  const held = (await app.queue.all(work.uid)).filter((entry) => entry.hold).length;
  const answer = await ask(t("End the visit?"), el("div", {},
    el("p", {}, t("{done} of {all} questions are answered.", { done: number(done), all: number(all) })),
    held ? el("p", { class: "note warn" }, t("{count} answers are not complete and will not be sent.", { count: number(held) })) : null,
    work.conflicts().length ? el("p", { class: "note warn" }, t("Some things were changed by two people; they have to be decided first.")) : null),
    [{ key: "yes", words: t("End the visit"), kind: "primary" }, { key: "", words: t("Go on") }]);
  if (answer) work.step("end_visit");
}

function tabsOf(work, part) {
  const { done, all } = work.progress();
  const conflicts = work.conflicts().length;
  const lines = [
    ["", t("Questions"), `${number(done)}/${number(all)}`],
    ["findings", t("Findings"), number(work.findingList().length)],
    ["minutes", t("Minutes"), ""],
    ...(conflicts || part === "conflicts" ? [["conflicts", t("Two versions"), number(conflicts)]] : []),
  ];
  const here = VIEWS[part] ? part : "";
  return lines.map(([key, words, count]) => el("a", { href: `#/${work.uid}${key ? `/${key}` : ""}`, class: key === "conflicts" ? "bad" : null, "aria-current": key === here ? "page" : null },
    el("span", {}, words), count ? el("span", { class: "count" }, count) : null));
}

/** What stands about a change, in words: the mark at a card. */
export function markOf(node, { mark, hold, faults }) {
  const words = { none: "", sent: t("Sent"), waiting: t("Kept on the device"), held: hold ? t(hold) : t("Not complete"), unkept: t("Only on the screen"), refused: t("Refused") }[mark];
  node.className = `mark mark-${mark}`;
  fill(node, mark === "sent" ? icon("check") : mark === "waiting" ? icon("device-mobile") : mark === "none" ? null : icon("alert-triangle"), el("span", {}, words));
  node.title = (faults || []).map((fault) => fault.vi).join(" ");
}
