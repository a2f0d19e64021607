/** The minutes, part by part; each part is written for itself. */

import { el, fill, labelled } from "../dom.js";
import { said, t } from "../words.js";
import { markOf } from "./visit.js";

/** Name, title, hint, rows; rows 0: a moment. The names are those of the papers. */
const PARTS = [
  ["opened_at", "Begun at (minutes)", "When the decision was read", 0],
  ["place", "Place of the visit", "Where it was carried out", 1],
  ["unit_people", "People of the unit present", "One a line: name, office", 4],
  ["absent", "Absent people", "One a line: name, office; reason", 2],
  ["opinions", "Opinions of the unit", "One a line. Empty: the unit has no other opinion", 4],
  ["proposals", "Proposals of the unit on the spot", "One a line", 4],
  ["requests", "Requests of the team", "What the unit is asked to do at once, one a line", 3],
  ["handed_over", "Documents handed to the team", "One a line", 2],
  ["ended_at", "Ended at (minutes)", "When the minutes were read back", 0],
  ["unit_signer", "Who signs for the unit", "Name alone", 1],
  ["refusal", "Why the unit refuses to sign", "Empty while nobody refuses", 2],
  ["witness", "Witness of that refusal", "Name and office of the witness", 1],
];

/** The title of a part in words. */
export const titleOfPart = (name) => t((PARTS.find(([key]) => key === name) || [name, name])[1]);

/** A part of the page. */
export async function minutesView(work, context) {
  const parts = PARTS.map(([name, title, hint, rows]) => partOf(work, name, t(title), t(hint), rows));
  const update = () => { for (const part of parts) part.update(); };
  context.onWork(update);
  context.during("changed", ({ target }) => target.startsWith("d|") && update());
  update();
  return el("form", { class: "card form", onsubmit: (event) => event.preventDefault() },
    el("h2", {}, t("Minutes")), el("p", { class: "hint" }, t("Answers and findings are put into the minutes by themselves. Here is only what they do not say.")), parts.map((part) => part.node));
}

function partOf(work, name, title, hint, rows) {
  const asked = { id: `part-${name}`, oninput: () => work.setPart(name, input.value) };
  const input = rows ? el("textarea", { ...asked, rows: String(rows), maxlength: "20000" }) : el("input", { ...asked, type: "datetime-local", class: "short" });
  const mark = el("span", { class: "mark" });
  const trouble = el("div", {});
  return {
    node: el("div", { class: "part" }, el("div", { class: "part-mark" }, mark), labelled(title, input, hint), trouble),
    update() {
      const standing = work.part(name);
      markOf(mark, standing);
      const text = typeof standing.content === "string" ? standing.content : standing.content === null ? "" : JSON.stringify(standing.content);
      if (document.activeElement !== input && input.value !== text) input.value = text;
      input.disabled = !work.open;
      const clash = work.conflicts(({ target }) => target.kind === "draft" && target.part === name).length;
      fill(trouble, standing.mark === "refused" ? el("p", { class: "note bad" }, standing.faults.map(said).join(" ")) : null,
        clash ? el("a", { class: "note bad", href: `#/${work.uid}/conflicts` }, t("Two people wrote this differently. Compare both.")) : null);
    },
  };
}
