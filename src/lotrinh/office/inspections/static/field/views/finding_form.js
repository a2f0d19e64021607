/** One finding: written as it is typed, like an answer. */

import { ask, button, choice, el, fill, labelled } from "../dom.js";
import { suggested } from "../suggest.js";
import { typedNumber } from "../values.js";
import { localDay, said, t } from "../words.js";
import { photosOf, placeSwitch } from "./photos.js";
import { markOf } from "./visit.js";

const KEYS = ["kind", "content", "field", "text", "weight", "extent_count", "extent_of", "extent_unit", "cause_kind", "causes", "cause_text", "difficulty", "remover", "remover_unit", "responsible", "proposal", "found_before", "question", "found_on"];
const EMPTY = { kind: "shortcoming", content: null, field: "", text: "", weight: "light", extent_count: null, extent_of: null, extent_unit: "", cause_kind: "", causes: [], cause_text: "", difficulty: "", remover: "", remover_unit: "", responsible: "", proposal: "", found_before: null, question: null };
const CAUSES = [["objective", "Objective"], ["subjective", "Subjective"], ["both", "Both"]];
const FAULTY = new Set(["shortcoming", "violation"]);

/** A part of the page. */
export function findingForm(work, context, [first, question = ""]) {
  const uid = first === "new" ? crypto.randomUUID() : first;
  const content = first === "new" ? begun(work, decodeURIComponent(question)) : known(work, uid);
  if (!content) return el("p", { class: "empty" }, t("This finding is not on the device."));
  if (first === "new") history.replaceState(null, "", `#/${work.uid}/findings/${uid}`);
  const mark = el("span", { class: "mark" });
  const photos = photosOf(work, { finding: uid });
  const keep = (change) => {
    Object.assign(content, change);
    work.setFinding(uid, { ...content }, holdOf(content));
    draw();
  };
  const causes = el("div", { class: "checks" });
  const faulty = el("div", {});
  const tools = el("div", { class: "card-tools" }, work.open ? photos.button() : null);
  const trouble = el("div", {});
  const draw = () => {
    const standing = work.finding(uid);
    if (standing) markOf(mark, standing);
    fill(trouble, standing && standing.mark === "refused" ? el("p", { class: "note bad" }, standing.faults.map(said).join(" ")) : null);
    faulty.hidden = !FAULTY.has(content.kind);
    photos.update();
  };
  const drawCauses = () => fill(causes, causeChecks(work, content, keep));
  fill(faulty, faultyParts(work, content, keep, drawCauses), el("fieldset", {}, el("legend", {}, t("Causes")), causes));
  drawCauses();
  context.onWork(draw);
  context.during("changed", draw);
  draw();
  if (question && content.text) keep({});
  const form = el("form", { class: "card form", onsubmit: (event) => event.preventDefault() },
    el("div", { class: "card-top" }, el("h2", {}, t("Finding")), mark), trouble,
    top(work, content, keep), faulty, bottom(content, keep),
    photos.node, tools, placeSwitch(),
    el("div", { class: "actions" }, el("a", { class: "button primary", href: `#/${work.uid}/findings` }, t("Done")), work.open ? button(t("Take it back"), { drawing: "trash", kind: "quiet", onclick: () => withdraw(work, uid) }) : null));
  if (!work.open) for (const one of form.querySelectorAll("input, select, textarea")) one.disabled = true;
  return form;
}

function known(work, uid) {
  const found = work.finding(uid);
  return found && { ...EMPTY, ...Object.fromEntries(KEYS.filter((key) => key in found.content).map((key) => [key, found.content[key]])) };
}

/** A new one: from the question that it was found at, and from what its answer suggests. */
function begun(work, key) {
  const question = key && work.question(key);
  const offer = question ? suggested(work, question) || {} : {};
  return { ...EMPTY, content: question ? question.content : null, question: question ? key : null, found_on: localDay(), ...offer };
}

function holdOf({ text, extent_count: count, extent_of: of }) {
  if (!text.trim()) return "Write what was seen.";
  const wrong = [count, of].some((one) => one !== null && !/^\d{1,12}(\.\d{1,2})?$/.test(String(one)));
  if (wrong) return "Enter a number: digits only.";
  return count !== null && of !== null && Number(count) > Number(of) ? "The part cannot be larger than the whole." : "";
}

const keyed = (list) => list.map((one) => ({ key: one.key ?? one.number, words: said(one) }));

function top(work, content, keep) {
  const { choices, contents } = work.pack;
  const text = el("textarea", { rows: "4", maxlength: "20000", value: content.text, oninput: () => keep({ text: text.value }) });
  const contentChoice = choice(keyed(contents), content.content, (value) => keep({ content: value ? Number(value) : null }), t("Not chosen"));
  return [
    el("div", { class: "pairs" }, labelled(t("Kind of finding"), choice(keyed(choices.kinds), content.kind, (value) => keep({ kind: value }))), labelled(t("Content group"), contentChoice)),
    labelled(t("What was seen"), text, t("Facts, figures, where and when; no judgement yet.")),
    el("div", { class: "pairs" }, labelled(t("Field"), choice(keyed(choices.sectors), content.field, (value) => keep({ field: value }), t("Not chosen"))), extent(content, keep)),
  ];
}

function extent(content, keep) {
  const one = (key, words) => {
    const input = el("input", { type: "text", inputmode: "decimal", class: "short", "aria-label": words, value: content[key] === null ? "" : String(content[key]), oninput: () => keep({ [key]: typedNumber(input.value, 2) || null }) });
    return input;
  };
  const unit = el("input", { type: "text", maxlength: "60", "aria-label": t("What is counted"), placeholder: t("dossiers, people…"), value: content.extent_unit, oninput: () => keep({ extent_unit: unit.value }) });
  return el("div", { class: "field", role: "group", "aria-label": t("Extent") }, el("span", { class: "label" }, t("Extent")), el("div", { class: "with-unit" }, one("extent_count", t("Part: how many")), el("span", {}, t("of")), one("extent_of", t("Whole: of how many")), unit));
}

function faultyParts(work, content, keep, drawCauses) {
  const { choices } = work.pack;
  const long = (key, words, hint = "") => {
    const input = el("textarea", { rows: "2", maxlength: "20000", value: content[key], oninput: () => keep({ [key]: input.value }) });
    return labelled(words, input, hint);
  };
  return [
    el("div", { class: "pairs" }, labelled(t("Weight"), choice(keyed(choices.weights), content.weight, (value) => keep({ weight: value }), t("Not chosen"))),
      labelled(t("Nature of the cause"), choice(CAUSES.map(([key, words]) => ({ key, words: t(words) })), content.cause_kind, (value) => { keep({ cause_kind: value }); drawCauses(); }, t("Not chosen")))),
    long("cause_text", t("Cause in words")), long("difficulty", t("Difficulty of the unit")),
    labelled(t("Who can remove the difficulty"), choice(keyed(choices.removers), content.remover, (value) => keep({ remover: value }), t("Not chosen"))),
  ];
}

function causeChecks(work, content, keep) {
  const fits = (cause) => content.causes.includes(cause.key) || !content.cause_kind || content.cause_kind === "both" || cause.kind === content.cause_kind;
  return work.pack.choices.causes.filter(fits).map((cause) => {
    const id = `cause-${cause.key}`;
    const box = el("input", { type: "checkbox", id, checked: content.causes.includes(cause.key), onchange: () => keep({ causes: box.checked ? [...content.causes, cause.key] : content.causes.filter((one) => one !== cause.key) }) });
    return el("label", { class: "switch", for: id }, box, el("span", {}, said(cause)));
  });
}

function bottom(content, keep) {
  const responsible = el("input", { type: "text", maxlength: "300", value: content.responsible, oninput: () => keep({ responsible: responsible.value }) });
  const proposal = el("textarea", { rows: "2", maxlength: "20000", value: content.proposal, oninput: () => keep({ proposal: proposal.value }) });
  const on = el("input", { type: "date", class: "short", value: content.found_on || "", oninput: () => keep({ found_on: on.value || localDay() }) });
  return [labelled(t("Responsible"), responsible, t("Body, head or person")), labelled(t("What the team proposes"), proposal), labelled(t("Found on"), on)];
}

async function withdraw(work, uid) {
  const reason = el("input", { type: "text", maxlength: "500" });
  const answer = await ask(t("Take this finding back?"), labelled(t("Reason"), reason, t("It is kept with the reason, but counts no longer.")), [{ key: "yes", words: t("Take it back"), kind: "danger" }, { key: "", words: t("Leave it") }]);
  if (!answer) return;
  await work.withdrawFinding(uid, reason.value.trim() || t("Taken back on the device"));
  location.hash = `#/${work.uid}/findings`;
}
