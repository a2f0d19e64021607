/** A table: every row is an answer of its own, so that two people can fill different rows. */

import { button, el, fill, nextId } from "../dom.js";
import { app } from "../app.js";
import { isEmptyRow, wrongWithRow } from "../values.js";
import { number, said, t } from "../words.js";
import { inputOf } from "./inputs.js";

const STEP = 5;

/** {node, update}. */
export function tableOf(work, question, labelId) {
  const columns = question.item.columns || [];
  const rows = new Map();
  const place = el("div", { class: "rows" });
  const add = button(t("Add a row"), { drawing: "plus", onclick: () => {
    const slot = freeSlot(work, question);
    if (!slot) return;
    shown.add(slot);
    update();
    rows.get(slot).node.querySelector("input, textarea, button").focus();
  } });
  const shown = new Set();
  const update = () => {
    const slots = [...new Set([...work.rows(question.key), ...shown])].sort((a, b) => Number(a) - Number(b));
    for (const slot of slots) if (!rows.has(slot)) rows.set(slot, rowOf(work, question, columns, slot, () => { shown.delete(slot); update(); }));
    if ([...place.children].map((one) => one.dataset.slot).join() !== slots.join()) fill(place, slots.map((slot) => rows.get(slot).node));
    slots.forEach((slot, i) => rows.get(slot).update(i + 1));
    add.hidden = !work.open;
  };
  return { node: el("div", { class: "table", role: "group", "aria-labelledby": labelId }, place, add), update };
}

/** A number that nobody uses; devices count in different steps, so that rows of two devices rarely meet. */
function freeSlot(work, question) {
  const most = question.item.max_rows || 200;
  const used = new Set([...work.pack.answers.filter((one) => one.question === question.key).map((one) => one.slot), ...[...work.local.values()].filter((e) => e.kind === "answer" && e.payload.question === question.key).map((e) => e.payload.slot)]);
  const first = 1 + (parseInt(app.deviceId.slice(0, 4), 16) % STEP || 0);
  for (let slot = first; slot <= most; slot += STEP) if (!used.has(String(slot))) return String(slot);
  for (let slot = 1; slot <= most; slot += 1) if (!used.has(String(slot))) return String(slot);
  return "";
}

function rowOf(work, question, columns, slot, removed) {
  const value = () => work.answer(question.key, slot).content.value || {};
  const title = el("span", { class: "row-title" });
  const wrong = el("p", { class: "wrong", hidden: true });
  const cells = columns.map((column) => cellOf(column, (cell) => {
    const row = { ...Object.fromEntries(columns.map((c) => [c.key, null])), ...value(), [column.key]: cell };
    const empty = isEmptyRow(row);
    work.setAnswer(question.key, slot, { state: empty ? "missing" : "answered", value: empty ? null : row }, empty ? "" : wrongWithRow(columns, row));
  }));
  const remove = button(t("Remove the row"), { drawing: "trash", kind: "quiet", onclick: () => {
    if (work.answer(question.key, slot).content.state === "answered") work.setAnswer(question.key, slot, { state: "missing", value: null });
    removed();
  } });
  return {
    node: el("fieldset", { class: "row", "data-slot": slot }, el("legend", {}, title), el("div", { class: "cells" }, cells.map((cell) => cell.node)), wrong, remove),
    update(place) {
      title.textContent = t("Row {number}", { number: number(place) });
      const hold = work.answer(question.key, slot).hold || "";
      wrong.hidden = !hold;
      wrong.textContent = hold ? t(hold) : "";
      cells.forEach((cell, i) => cell.update(value()[columns[i].key] ?? null, !work.open));
      remove.hidden = !work.open;
    },
  };
}

/** {node, update} of one cell with its label. */
export function cellOf(column, set) {
  const id = nextId("cell");
  const grouped = column.answer === "yes_no" || column.answer === "choice";
  const input = inputOf(column, (cell, hold) => set(cell, hold), grouped ? { "aria-labelledby": id } : { id: `${id}-input`, "aria-labelledby": id });
  const words = [said(column), column.required ? el("span", { class: "needed" }, " *") : null];
  return { node: el("div", { class: `cell cell-${column.answer}` }, el(grouped ? "span" : "label", { id, class: "label", for: grouped ? null : `${id}-input` }, words), input.node), update: input.update };
}
