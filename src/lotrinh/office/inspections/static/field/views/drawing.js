/** A draw of dossiers: drawn by a recorded seed, each dossier recorded for itself, the share with its interval. */

import { ask, button, el, fill, icon, labelled, nextId } from "../dom.js";
import { LARGEST_DRAW, LARGEST_FRAME, draw, newSeed } from "../draw.js";
import { typedCount, wrongWithRow } from "../values.js";
import { number, t } from "../words.js";
import { inputOf, intervalWords } from "./inputs.js";
import { photosOf } from "./photos.js";
import { cellOf } from "./table.js";

const RESULTS = [["on_time", "On time"], ["late", "Late"], ["pending", "Not yet due"], ["not_found", "Could not be shown"]];

/** {node, update}. */
export function drawOf(work, question, labelId) {
  const node = el("div", { class: "draw", role: "group", "aria-labelledby": labelId });
  const dossiers = new Map();
  const told = el("p", { class: "result", role: "status" });
  const list = el("div", { class: "dossiers" });
  const facts = el("p", { class: "sub" });
  const tools = el("div", { class: "actions" });
  const form = drawForm(work, question);
  const update = () => {
    const { content } = work.answer(question.key);
    const value = content.state === "answered" ? content.value : null;
    fill(node, ...(value ? [facts, told, list, tools] : [form]));
    if (!value) return;
    fill(facts, t("{n} of {frame} dossiers, drawn by the seed {seed}", { n: number(value.n), frame: number(value.frame), seed: value.seed }));
    fill(told, resultOf(work.drawn(question.key)));
    for (const dossier of value.drawn) if (!dossiers.has(dossier)) dossiers.set(dossier, dossierOf(work, question, dossier));
    const wanted = value.drawn.map((dossier) => dossiers.get(dossier));
    if (list.children.length !== wanted.length || wanted.some((one, i) => list.children[i] !== one.node)) fill(list, wanted.map((one) => one.node));
    for (const one of wanted) one.update();
    fill(tools, work.open ? button(t("Draw more"), { drawing: "plus", onclick: () => drawMore(work, question, value) }) : null);
  };
  return { node, update };
}

function resultOf(seen) {
  const parts = [t("{recorded} of {drawn} recorded", { recorded: number(seen.recorded), drawn: number(seen.drawn) })];
  const interval = intervalWords(seen.on_time, seen.on_time + seen.late);
  if (interval) parts.push(interval);
  if (seen.pending) parts.push(t("{count} not yet due", { count: number(seen.pending) }));
  if (seen.not_found) parts.push(t("{count} could not be shown", { count: number(seen.not_found) }));
  return parts.join(" · ");
}

function drawForm(work, question) {
  const frame = el("input", { type: "text", inputmode: "numeric", class: "short" });
  const n = el("input", { type: "text", inputmode: "numeric", class: "short" });
  const wrong = el("p", { class: "wrong", "aria-live": "polite" });
  const go = button(t("Draw"), { drawing: "dice-5", kind: "primary", disabled: !work.open, onclick: async () => {
    const [all, wanted] = [typedCount(frame.value), typedCount(n.value)];
    wrong.textContent = faultOf(all, wanted);
    if (wrong.textContent) return;
    go.disabled = true;
    wrong.textContent = t("Drawing…");
    const seed = newSeed();
    await keepDraw(work, question, all, wanted, seed);
    wrong.textContent = "";
    go.disabled = false;
  } });
  return el("div", { class: "draw-form" }, labelled(t("Dossiers in the list"), frame), labelled(t("How many to draw"), n), go, wrong);
}

function faultOf(frame, n) {
  if (!frame || frame > LARGEST_FRAME) return t("The list has 1 to {most} dossiers.", { most: number(LARGEST_FRAME) });
  if (!n || n > Math.min(frame, LARGEST_DRAW)) return t("Draw 1 to {most} dossiers.", { most: number(Math.min(frame, LARGEST_DRAW)) });
  return "";
}

async function keepDraw(work, question, frame, n, seed) {
  const drawn = await draw(frame, n, seed);
  work.setAnswer(question.key, "", { state: "answered", value: { frame, n, seed: String(seed), drawn } });
}

/** More of the same draw: what was drawn stays drawn. */
async function drawMore(work, question, value) {
  const input = el("input", { type: "text", inputmode: "numeric", class: "short", value: String(value.n) });
  const answer = await ask(t("Draw more dossiers"), el("div", {}, el("p", {}, t("The same seed goes on: the dossiers drawn before stay drawn.")), labelled(t("How many in all"), input)),
    [{ key: "yes", words: t("Draw"), kind: "primary" }, { key: "", words: t("Leave it") }]);
  const n = typedCount(input.value);
  if (answer && n > value.n && !faultOf(value.frame, n)) await keepDraw(work, question, value.frame, n, value.seed);
}

function dossierOf(work, question, dossier) {
  const slot = String(dossier);
  const title = el("span", { class: "dossier-title" }, t("Dossier {number}", { number: number(dossier) }));
  const state = el("span", { class: "chip" });
  const body = el("div", { class: "dossier-body" });
  let parts = null;
  const node = el("details", { class: "dossier", "data-slot": slot, ontoggle: () => {
    if (!node.open || parts) return;
    parts = partsOf(work, question, slot);
    fill(body, parts.node);
    parts.update();
  } }, el("summary", {}, title, state, icon("chevron-down")), body);
  const update = () => {
    const value = work.answer(question.key, slot).content.value;
    const found = RESULTS.find(([key]) => value && key === value.result);
    state.textContent = found ? t(found[1]) : t("Not recorded");
    state.className = `chip ${found ? { on_time: "good", late: "bad" }[found[0]] || "warn" : ""}`;
    if (parts) parts.update();
  };
  return { node, update };
}

function partsOf(work, question, slot) {
  const columns = question.item.columns || [];
  const value = () => work.answer(question.key, slot).content.value || {};
  const set = (change, hold = "") => {
    const whole = { code: "", field: "", received_on: null, due_on: null, returned_on: null, on_time: null, result: null, days_late: null, note: "", cells: {}, ...value(), ...change };
    judge(whole, change);
    work.setAnswer(question.key, slot, { state: "answered", value: whole }, hold || wrongWithRow(columns, whole.cells) || wrongDays(whole));
  };
  const id = nextId("dossier");
  const result = inputOf({ answer: "choice", options: RESULTS.map(([key, words]) => ({ key, vi: t(words), en: t(words) })) }, (key) => set({ result: key }), { "aria-labelledby": id });
  const made = [
    ["code", { answer: "text", vi: t("Code of the dossier"), en: t("Code of the dossier") }], ["field", { answer: "text", vi: t("Field"), en: t("Field") }],
    ["received_on", day("Received on")], ["due_on", day("Due on")], ["returned_on", day("Returned on")],
  ].map(([key, asked]) => ({ key, ...cellOf({ key, ...asked }, (cell) => set({ [key]: cell === null && asked.answer === "text" ? "" : cell })) }));
  const late = cellOf({ key: "days_late", answer: "number", min: 0, max: 10000, vi: t("Working days late"), en: t("Working days late") }, (cell, hold) => set({ days_late: cell === null ? null : hold ? cell : Number(cell) }, hold));
  const own = columns.map((column) => ({ key: column.key, ...cellOf(column, (cell) => set({ cells: { ...value().cells, [column.key]: cell } })) }));
  const note = cellOf({ key: "note", answer: "text", vi: t("Note"), en: t("Note") }, (cell) => set({ note: cell || "" }));
  const photos = photosOf(work, { question: question.key, slot });
  return {
    node: [el("p", { id, class: "label" }, t("Result")), result.node, el("div", { class: "cells" }, [...made, late, ...own, note].map((one) => one.node)), photos.node, el("div", { class: "card-tools" }, photos.button())],
    update() {
      const now = value();
      const shut = !work.open;
      result.update(now.result || null, shut);
      for (const one of made) one.update(now[one.key] || null, shut);
      late.node.hidden = now.result !== "late";
      late.update(now.days_late === null || now.days_late === undefined ? null : String(now.days_late), shut);
      for (const one of own) one.update((now.cells || {})[one.key] ?? null, shut);
      note.update(now.note || null, shut);
      photos.update();
    },
  };
}

const day = (words) => ({ answer: "date", vi: t(words), en: t(words) });

/** Both days say whether it was in time; a person's own choice stands above that. */
function judge(whole, change) {
  if (("due_on" in change || "returned_on" in change) && whole.due_on && whole.returned_on && (!whole.result || whole.result === "on_time" || whole.result === "late")) {
    whole.result = whole.returned_on <= whole.due_on ? "on_time" : "late";
  }
  whole.on_time = { on_time: true, late: false }[whole.result] ?? null;
  if (whole.result !== "late") whole.days_late = null;
}

const wrongDays = ({ days_late: days }) => (days === null || /^\d+$/.test(String(days)) ? "" : "Enter a number: digits only.");
