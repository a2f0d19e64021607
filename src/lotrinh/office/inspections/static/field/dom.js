/** Making elements: the one way in which this page writes to the screen. Text is always text, never markup. */

const drawings = new Map();

/**
 * An element. `class`, `id`, `aria-…` and the like are attributes; a function under `on…` is a listener; `value`,
 * `checked`, `disabled`, `hidden`, `open` and `selected` are properties. Null children are left out.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (["value", "checked", "disabled", "hidden", "open", "selected"].includes(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

/** A drawing from the page's template; hidden from screen readers. */
export function icon(name) {
  if (!drawings.size) {
    for (const holder of document.getElementById("drawings").content.children) drawings.set(holder.dataset.name, holder.firstElementChild);
  }
  const found = drawings.get(name);
  return found ? found.cloneNode(true) : null;
}

/** Replace what is in an element. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

/** Replace what is in an element only when it reads differently, so that a screen reader is not told twice. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

let last = 0;

/** An id that no other element has. */
export const nextId = (stem) => `${stem}-${(last += 1)}`;

/** A button with a drawing and words. */
export function button(words, { drawing = "", kind = "", ...attributes } = {}) {
  return el("button", { type: "button", class: `button ${kind}`.trim(), ...attributes }, drawing && icon(drawing), el("span", {}, words));
}

/** A field with its label above it. */
export function labelled(words, input, hint = "") {
  const id = input.id || nextId("field");
  input.id = id;
  const told = hint ? el("p", { class: "hint", id: `${id}-hint` }, hint) : null;
  if (told) input.setAttribute("aria-describedby", told.id);
  return el("div", { class: "field" }, el("label", { for: id }, words), told, input);
}

/** A list to choose from: [{key, words}]. */
export function choice(options, value, changed, empty = null) {
  const lines = options.map(({ key, words }) => el("option", { value: String(key), selected: String(key) === String(value ?? "") }, words));
  if (empty !== null) lines.unshift(el("option", { value: "", selected: !value }, empty));
  return el("select", { onchange: (event) => changed(event.target.value) }, lines);
}

/** A dialog over the page with its buttons; resolves to the key of the button that was pressed, '' when it was left. */
export function ask(title, body, buttons) {
  const id = nextId("dialog");
  const sheet = el("dialog", { class: "sheet", "aria-labelledby": id },
    el("h2", { id }, title), body,
    el("form", { method: "dialog", class: "actions" }, buttons.map(({ key, words, kind }) => el("button", { class: `button ${kind || ""}`, value: key }, words))));
  document.body.append(sheet);
  sheet.showModal();
  return new Promise((resolve) => {
    sheet.addEventListener("close", () => {
      resolve(sheet.returnValue);
      sheet.remove();
    });
  });
}
