/** The minutes, part by part; each part is written for itself. */

import { el, fill, labelled } from "../dom.js";
import { said, t } from "../words.js";
import { markOf } from "./visit.js";

const PARTS = [
  ["opening", "Opening", "Time, who leads, the decision that was read", 3],
  ["place", "Place of the visit", "Where it was carried out", 2],
  ["people", "For the unit", "Name and office of everybody present, one a line", 4],
  ["opinions", "Opinions of the unit", "What the unit says to what was found", 5],
  ["proposals", "Proposals", "What the unit and the team propose", 5],
  ["closing", "Closing", "Read back, agreed, copies, time of end", 3],
];

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
  const input = el("textarea", { id: `part-${name}`, rows: String(rows), maxlength: "20000", oninput: () => work.setPart(name, input.value) });
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
