/** Findings: the list, and one of them. */

import { el, fill, icon } from "../dom.js";
import { number, said, t } from "../words.js";
import { findingForm } from "./finding_form.js";
import { markOf } from "./visit.js";

const TONES = { result: "good", good_model: "good", shortcoming: "warn", violation: "bad" };

/** A part of the page. rest: "new" and perhaps a question, or the uid of a finding. */
export async function findingsView(work, context, rest) {
  if (rest.length) return findingForm(work, context, rest);
  const list = el("div", { class: "cards" });
  const redraw = () => fill(list, lines(work));
  context.onWork(redraw);
  redraw();
  return el("div", {}, work.open ? el("div", { class: "actions" }, el("a", { class: "button primary", href: `#/${work.uid}/findings/new` }, icon("plus"), el("span", {}, t("Record a finding")))) : null, list);
}

function lines(work) {
  const findings = work.findingList();
  if (!findings.length) return el("div", { class: "empty" }, icon("flag"), el("h2", {}, t("No findings yet")), el("p", {}, t("A finding is a result achieved, a shortcoming, a violation or a good model.")));
  return findings.map((finding) => line(work, finding));
}

function line(work, finding) {
  const { content } = finding;
  const kinds = work.pack.choices.kinds;
  const weights = work.pack.choices.weights;
  const name = (list, key) => said(list.find((one) => one.key === key)) || key;
  const mark = el("span", { class: "mark" });
  markOf(mark, finding);
  const pieces = work.evidence({ finding: finding.uid }).length;
  return el("article", { class: "card finding" },
    el("div", { class: "card-top" }, el("div", { class: "chips" }, el("span", { class: `chip ${TONES[content.kind] || ""}` }, name(kinds, content.kind)), content.weight ? el("span", { class: "chip" }, name(weights, content.weight)) : null, pieces ? el("span", { class: "chip" }, icon("camera"), number(pieces)) : null), mark),
    el("h2", {}, el("a", { href: `#/${work.uid}/findings/${finding.uid}` }, content.text || t("No text yet"))),
    finding.mark === "refused" ? el("p", { class: "note bad" }, finding.faults.map(said).join(" ")) : null,
    extentOf(content) ? el("p", { class: "sub" }, extentOf(content)) : null);
}

function extentOf({ extent_count: count, extent_of: of, extent_unit: unit }) {
  if (count === null || count === "" || count === undefined) return "";
  return [of ? t("{count} of {of}", { count, of }) : String(count), unit].filter(Boolean).join(" ");
}
