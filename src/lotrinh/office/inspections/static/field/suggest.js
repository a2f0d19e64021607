/** The finding that an answer suggests, by the declared condition of its item; a person decides. */

import { number, said, spoken } from "./words.js";

/** {text, extent_count, extent_of, extent_unit, kind, weight, field, causes}, or null. */
export function suggested(work, question) {
  const { fault_when: when, suggests } = question.item;
  const { content, hold } = work.answer(question.key);
  if (!when || !suggests || hold) return null;
  const seen = figures(work, question, content);
  if (!seen || !holds(when, seen)) return null;
  const shown = Object.fromEntries(Object.entries(seen.shown).map(([key, value]) => [key, typeof value === "number" ? number(value, Number.isInteger(value) ? 0 : 1) : value]));
  return {
    text: said(suggests).replace(/\{(\w+)\}/g, (whole, name) => shown[name] ?? whole), kind: suggests.kind || "shortcoming", weight: suggests.weight || "light",
    field: suggests.sector || "", causes: suggests.causes || [], extent_unit: suggests.unit ? said(suggests.unit) : "",
    extent_count: seen.extent ? seen.extent[0] : null, extent_of: seen.extent ? seen.extent[1] : null,
  };
}

function figures(work, question, { state, value }) {
  if (question.kind === "table") {
    const rows = work.rows(question.key).length;
    return rows ? { rows, shown: { rows } } : null;
  }
  if (state !== "answered" || value === null) return null;
  if (question.kind === "draw") {
    const seen = work.drawn(question.key);
    const of = seen.on_time + seen.late;
    return { share: of ? seen.on_time / of : null, late: seen.late, shown: { count: seen.on_time, of, rest: seen.late, late: seen.late, drawn: seen.drawn, frame: value.frame, percent: of ? (100 * seen.on_time) / of : 0 }, extent: [seen.late, of] };
  }
  return SINGLE[question.kind] ? SINGLE[question.kind](question, value) : null;
}

const SINGLE = {
  yes_no: (_question, value) => ({ answer: value, shown: { answer: { vi: { yes: "Có", no: "Không", partly: "Một phần" }, en: { yes: "Yes", no: "No", partly: "Partly" } }[spoken()][value] } }),
  choice: (question, value) => ({ answer: value, shown: { answer: said(question.item.options.find((one) => one.key === value)) } }),
  number: (_question, value) => ({ number: Number(value), shown: { number: Number(value) }, extent: Number.isInteger(Number(value)) ? [Number(value), null] : null }),
  date: (_question, value) => ({ date: value, shown: { date: spoken() === "vi" ? value.split("-").reverse().join("/") : value } }),
  share: (_question, { count, of }) => ({ share: of ? count / of : null, shown: { count, of, rest: of - count, percent: of ? (100 * count) / of : 0 }, extent: [of - count, of] }),
};

function holds(when, seen) {
  const tests = {
    answer: (keys) => [].concat(keys).includes(seen.answer), share_below: (x) => seen.share !== null && seen.share !== undefined && seen.share < Number(x),
    share_above: (x) => seen.share !== null && seen.share !== undefined && seen.share > Number(x), number_below: (x) => seen.number < Number(x), number_above: (x) => seen.number > Number(x),
    late_above: (x) => seen.late > Number(x), rows_below: (x) => seen.rows < Number(x), rows_above: (x) => seen.rows > Number(x), later_than: (x) => seen.date > x,
  };
  const condition = Object.keys(tests).find((key) => when[key] !== null && when[key] !== undefined);
  return Boolean(condition) && tests[condition](when[condition]);
}
