// The form of a change shows only the parts that its kind needs.

const form = document.querySelector("[data-replan]");
const NEEDS = {
  team_absent: ["team", "start", "end"],
  member_replaced: ["member"],
  postpone: ["unit", "start", "end"],
  week_lost: ["start"],
};
const ALWAYS = ["kind", "now", "reason"];

function show() {
  const needed = [...ALWAYS, ...(NEEDS[form.elements.kind.value] ?? [])];
  for (const part of form.querySelectorAll("[data-part]")) part.hidden = !needed.includes(part.dataset.part);
}

form.addEventListener("change", show);
show();
