/** What two people changed differently: both side by side. A person decides, while there is a network. */

import { app } from "../app.js";
import { el, fill, icon } from "../dom.js";
import { day, moment, number, said, t } from "../words.js";
import { titleOfPart } from "./minutes.js";

/** A part of the page. */
export async function conflictsView(work, context) {
  const list = el("div", { class: "cards" });
  const redraw = () => fill(list, lines(work));
  context.onWork(redraw);
  context.during("state", redraw);
  redraw();
  return el("div", {}, el("p", { class: "lead" }, t("Two people changed the same thing without knowing of each other. Both versions are kept until somebody decides.")), list);
}

function lines(work) {
  const conflicts = work.conflicts();
  if (!conflicts.length) return el("div", { class: "empty" }, icon("circle-check"), el("h2", {}, t("Nothing to decide")));
  return conflicts.map((one) => line(work, one));
}

function line(work, { id, target, mine, theirs, at, mine_by: by, theirs_by: other }) {
  const online = app.sender.state !== "offline";
  return el("article", { class: "card conflict", "data-conflict": id },
    el("h2", {}, titleOf(work, target)), at ? el("p", { class: "hint" }, t("Known since {when}", { when: moment(at) })) : null,
    el("div", { class: "sides" }, side(work, target, mine, by || t("From this device"), "mine"), side(work, target, theirs, other || t("On the server"), "theirs")),
    online ? el("a", { class: "button primary", href: `/inspections/${work.uid}/conflicts/#conflict-${id}` }, icon("scale"), el("span", {}, t("Decide")))
      : el("p", { class: "hint" }, t("It can be decided once there is a network.")));
}

function titleOf(work, target) {
  if (target.kind === "answer") {
    const question = work.question(target.question);
    return `${question ? said(question.text) : target.question}${target.slot ? ` (${t("part {slot}", { slot: target.slot })})` : ""}`;
  }
  if (target.kind === "draft") return t("Minutes: {part}", { part: titleOfPart(target.part) });
  return t("Finding");
}

const side = (work, target, version, by, css) => el("div", { class: `side ${css}` }, el("h3", {}, typeof by === "string" ? by : by.name || ""), el("div", { class: "version" }, words(work, target, version || {})));

/** A version in words: the value as the question shows it, and the note. */
function words(work, target, version) {
  if (target.kind === "finding") {
    const content = version.content || version;
    return [el("p", {}, content.text || t("No text yet")), content.withdrawn ? el("p", {}, t("Taken back")) : null];
  }
  if (target.kind === "draft") return el("p", { class: "pre" }, typeof version.value === "string" ? version.value : JSON.stringify(version.value ?? ""));
  const question = work.question(target.question);
  return [el("p", { class: "pre" }, shown(question, version)), version.note ? el("p", { class: "hint" }, `${t("Note")}: ${version.note}`) : null];
}

const STATES = { missing: "No answer", refused: "Not given", not_applicable: "Not applicable" };
const WORDS = { yes: "Yes", no: "No", partly: "Partly", on_time: "On time", late: "Late", pending: "Not yet due", not_found: "Could not be shown" };

function shown(question, { state, value }) {
  if (state && state !== "answered") return t(STATES[state] || state);
  if (value === null || value === undefined) return t("No answer");
  if (!question) return JSON.stringify(value);
  const option = (question.item.options || []).find((one) => one.key === value);
  if (option) return said(option);
  if (typeof value === "string") return question.kind === "date" ? day(value) : t(WORDS[value] || value);
  if (question.kind === "share") return t("{count} of {of}", { count: number(value.count), of: number(value.of) });
  if (value.drawn) return t("{n} of {frame} dossiers, drawn by the seed {seed}", { n: number(value.n), frame: number(value.frame), seed: value.seed });
  return cells(question, value);
}

function cells(question, value) {
  const names = new Map((question.item.columns || []).map((column) => [column.key, said(column)]));
  return Object.entries({ ...value, ...(value.cells || {}) })
    .filter(([key, cell]) => key !== "cells" && key !== "on_time" && cell !== null && cell !== "")
    .map(([key, cell]) => `${names.get(key) || key}: ${typeof cell === "string" ? t(WORDS[cell] || cell) : cell}`).join("\n");
}
