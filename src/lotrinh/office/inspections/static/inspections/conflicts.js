// Deciding by keys: j and k walk the places, 1 and 2 choose the left or the right version of the one in focus.

const clashes = [...document.querySelectorAll("[data-clash]")];
const here = () => clashes.indexOf(document.activeElement?.closest("[data-clash]"));

function go(index) {
  const clash = clashes[Math.min(Math.max(index, 0), clashes.length - 1)];
  clash?.focus({ preventScroll: true });
  clash?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !clashes.length) return;
  if (event.target.closest("input, textarea, select") || document.querySelector("dialog[open]")) return;
  if (event.key === "j") go(here() + 1);
  else if (event.key === "k") go(here() - 1);
  else if (event.key === "1" || event.key === "2") clashes[here()]?.querySelector(`[data-choose="${event.key}"]`)?.click();
  else return;
  event.preventDefault();
});
