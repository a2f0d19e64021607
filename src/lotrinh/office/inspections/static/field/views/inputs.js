/** One value on the screen, by its kind: of a question, a column of a table, or what is looked at in a dossier. */

import { el, fill } from "../dom.js";
import { typedCount, typedNumber, wrongWith } from "../values.js";
import { number, percent, said, spoken, t } from "../words.js";
import { wilson } from "../wilson.js";

const YES_NO = [["yes", "Yes"], ["partly", "Partly"], ["no", "No"]];

/**
 * {node, update(value, disabled)} of what is asked: {answer, options, unit, …}. set(value, hold): called with every
 * change; hold: an English sentence that says why it cannot be sent yet. names: attributes that name it.
 */
export function inputOf(asked, set, names) {
  return (MAKERS[asked.answer] || MAKERS.text)(asked, set, names);
}

const MAKERS = {
  yes_no: (asked, set, names) => pressed(YES_NO.map(([key, words]) => ({ key, words: t(words), kind: key })), set, names, "answers"),
  choice: (asked, set, names) => pressed(asked.options.map((one) => ({ key: one.key, words: said(one), kind: "" })), set, names, "answers choices"),
  number: typedOf,
  share: shareOf,
  date: dateOf,
  text: textOf,
};

function pressed(options, set, names, css) {
  let now = null;
  const buttons = options.map(({ key, words, kind }) => el("button", { type: "button", class: `answer ${kind}`.trim(), "data-key": key, onclick: () => set(now === key ? null : key, "") }, words));
  return {
    node: el("div", { class: css, role: "group", ...names }, buttons),
    update(value, disabled) {
      now = value;
      for (const one of buttons) {
        one.setAttribute("aria-pressed", String(one.dataset.key === value));
        one.disabled = Boolean(disabled);
      }
    },
  };
}

/** A wrong value is shown under its input, which keeps what was typed. */
function checked(node, input, asked) {
  const wrong = el("p", { class: "wrong", hidden: true, "aria-live": "polite" });
  const look = (value) => {
    const words = wrongWith(asked, value);
    wrong.hidden = !words;
    wrong.textContent = words ? t(words) + rangeOf(asked) : "";
    for (const one of [].concat(input)) one.setAttribute("aria-invalid", String(Boolean(words)));
    return words;
  };
  return { node: el("div", {}, node, wrong), look };
}

function rangeOf({ answer, min = null, max = null }) {
  if (answer !== "number" || (min === null && max === null)) return "";
  return ` (${min === null ? "" : shownNumber(String(min))} … ${max === null ? "" : shownNumber(String(max))})`;
}

const shownNumber = (value) => (spoken() === "vi" ? value.replace(".", ",") : value);

function typedOf(asked, set, names) {
  const input = el("input", { type: "text", inputmode: asked.decimals ? "decimal" : "numeric", class: "short", autocomplete: "off", ...names, oninput: () => {
    const value = typedNumber(input.value, asked.decimals);
    set(value === "" ? null : value, look(value));
  } });
  const { node, look } = checked(el("div", { class: "with-unit" }, input, asked.unit ? el("span", {}, said(asked.unit)) : null), input, asked);
  return { node, update: (value, disabled) => { look(value); fresh(input, value === null || value === undefined ? "" : shownNumber(String(value)), disabled); } };
}

function shareOf(asked, set, names) {
  const one = (words) => el("input", { type: "text", inputmode: "numeric", class: "short", autocomplete: "off", "aria-label": words, oninput: changed });
  const count = one(t("Part: how many"));
  const of = one(t("Whole: of how many"));
  const told = el("p", { class: "result" });
  function changed() {
    const value = count.value.trim() || of.value.trim() ? { count: typedCount(count.value), of: typedCount(of.value) } : null;
    show(value);
    set(value, look(value));
  }
  const { node, look } = checked(el("div", { class: "with-unit", role: "group", ...names }, count, el("span", {}, t("of")), of, asked.unit ? el("span", {}, said(asked.unit)) : null), [count, of], asked);
  const show = (value) => fill(told, value && value.count !== null && value.of ? percent(value.count / value.of) : "");
  return { node: el("div", {}, node, told), update: (value, disabled) => {
    look(value);
    show(value);
    fresh(count, value && value.count !== null ? String(value.count) : "", disabled, value && value.count === null);
    fresh(of, value && value.of !== null ? String(value.of) : "", disabled, value && value.of === null);
  } };
}

function dateOf(asked, set, names) {
  const input = el("input", { type: "date", class: "short", min: "1990-01-01", max: "2099-12-31", ...names, oninput: () => set(input.value || null, look(input.value)) });
  const { node, look } = checked(input, input, asked);
  return { node, update: (value, disabled) => { look(value); fresh(input, value || "", disabled); } };
}

function textOf(asked, set, names) {
  const input = el("textarea", { rows: asked.max_length ? "3" : "1", maxlength: String(asked.max_length || 2000), ...names, oninput: () => set(input.value.trim() ? input.value : null, "") });
  return { node: input, update: (value, disabled) => fresh(input, value || "", disabled) };
}

/** Never under the fingers of whoever is typing. */
function fresh(input, value, disabled, keep = false) {
  if (document.activeElement !== input && !keep && input.value !== value) input.value = value;
  input.disabled = Boolean(disabled);
}

/** "14 of 16 on time: 87.5 % (95 % interval 64.0 to 96.5 %)": rounded for the eye alone. */
export function intervalWords(count, of) {
  const found = wilson(count, of);
  if (!found) return "";
  return t("{count} of {of} on time: {share} (95 % interval {low} to {high})", { count: number(count), of: number(of), share: percent(found.share), low: percent(found.low), high: percent(found.high) });
}
