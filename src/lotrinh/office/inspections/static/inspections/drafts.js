// A draft that people write together: every part is saved as it is typed, on the revision it was typed on. What two
// people write differently is kept twice and shown side by side; nothing leaves the page before the server has it.

const draft = document.querySelector("[data-draft]");
const words = draft.dataset;
const english = document.documentElement.lang === "en";
const device = deviceId();
const waiting = new Set(); // parts with something unsaved
const SOON = 700;
const LONGEST = 30000;
let timer = 0;
let sending = false;
let pause = SOON;

function deviceId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `draft-${[...bytes].map((b) => b.toString(16).padStart(2, "0")).join("")}`;
}

const token = () => (document.cookie.match(/(?:^|;\s*)lotrinh_csrf=([^;]+)/) ?? ["", words.csrf])[1];

// ── what a part holds ───────────────────────────────────────────────────────────────────────────────────────────
function valueOf(part) {
  const field = part.querySelector("[data-value]");
  if (field) return field.value;
  return [...part.querySelectorAll("[data-row]")].map(rowOf).filter((row) => row !== null);
}

function rowOf(row) {
  const found = {};
  let says = false;
  for (const cell of row.querySelectorAll("[data-cell]")) {
    const many = cell.hasAttribute("data-many");
    const value = many ? [...cell.querySelectorAll("input:checked")].map((box) => box.value) : cell.value;
    found[cell.dataset.cell] = value;
    if (value.length && cell.tagName !== "SELECT") says = true;
  }
  return says ? found : null;
}

function put(part, value) {
  const field = part.querySelector("[data-value]");
  if (field) {
    field.value = value ?? "";
    return;
  }
  const list = part.querySelector("[data-rows]");
  const blank = cleared(list.querySelector("[data-row]"));
  list.replaceChildren(...(value?.length ? value : [{}]).map((row) => filled(blank.cloneNode(true), row)));
  number(list);
}

function cleared(row) {
  const copy = row.cloneNode(true);
  for (const cell of copy.querySelectorAll("input, textarea")) {
    if (cell.type === "checkbox") cell.checked = false;
    else cell.value = "";
  }
  for (const area of copy.querySelectorAll("textarea")) area.textContent = "";
  return copy;
}

function filled(row, values) {
  for (const cell of row.querySelectorAll("[data-cell]")) {
    const value = values[cell.dataset.cell] ?? "";
    if (cell.hasAttribute("data-many")) {
      for (const box of cell.querySelectorAll("input")) box.checked = value.includes?.(box.value) ?? false;
    } else if (value !== "") cell.value = value;
  }
  return row;
}

/** Names and ids by place, so that the form without a script stays right as well. */
function number(list) {
  const rows = [...list.querySelectorAll("[data-row]")];
  rows.forEach((row, place) => {
    for (const cell of row.querySelectorAll("[data-cell]")) {
      const id = cell.id.replace(/-\d+-([a-z_]+)$/, `-${place}-$1`);
      row.querySelector(`label[for="${CSS.escape(cell.id)}"]`)?.setAttribute("for", id);
      cell.id = id;
      const named = cell.hasAttribute("data-many") ? cell.querySelectorAll("input") : [cell];
      for (const one of named) one.name = `${cell.dataset.cell}-${place}`;
    }
  });
  list.closest("form").elements.rows.value = rows.length;
}

// ── saving ──────────────────────────────────────────────────────────────────────────────────────────────────────
function changed(part) {
  waiting.add(part);
  part.dataset.typed = String(Number(part.dataset.typed ?? 0) + 1);
  say(part, words.saving, "");
  later(SOON);
}

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

async function save() {
  if (sending || !waiting.size) return;
  sending = true;
  const batch = [...waiting].map((part) => ({ part, typed: part.dataset.typed, value: valueOf(part) }));
  const parts = Object.fromEntries(
    batch.map(({ part, value }) => [part.dataset.part, { value, base_revision: Number(part.dataset.revision) }]),
  );
  try {
    const answer = await fetch(words.save, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ device, parts }),
    });
    if (answer.status === 401 || answer.status === 403) throw new Error("signin");
    if (!answer.ok) throw new Error("offline");
    const { results } = await answer.json();
    for (const one of batch) settle(one, results[one.part.dataset.part]);
    pause = SOON;
    tell(waiting.size ? words.saving : words.saved, "good");
  } catch (error) {
    tell(error.message === "signin" ? words.signin : words.offline, "warn");
    pause = Math.min(pause * 2, LONGEST);
  }
  sending = false;
  if (waiting.size) later(pause);
}

function settle({ part, typed }, result) {
  if (part.dataset.typed === typed) waiting.delete(part);
  if (result.outcome === "taken") {
    part.dataset.revision = result.revision;
    part.querySelector('[name="base_revision"]').value = result.revision;
    say(part, words.saved, "good");
  } else if (result.outcome === "conflict") {
    waiting.delete(part);
    say(part, words.conflict, "bad");
    show(part, result.conflict);
  } else say(part, result.faults.map((f) => (english ? f.en : f.vi)).join(" "), "bad");
}

function say(part, text, tone) {
  const line = part.querySelector("[data-said]");
  line.textContent = text;
  line.dataset.tone = tone;
}

function tell(text, tone) {
  const line = document.querySelector("[data-draft-said]");
  line.textContent = text;
  line.dataset.tone = tone;
}

// ── two versions ────────────────────────────────────────────────────────────────────────────────────────────────
const readable = (value) => (Array.isArray(value)
  ? value.map((row, n) => `${n + 1}. ${Object.values(row).map((v) => (Array.isArray(v) ? `(${v.length})` : v)).filter(Boolean).join(" · ")}`).join("\n")
  : String(value ?? ""));

/** What stands there beside what was typed; the page decides with everything in sight. */
function show(part, conflict) {
  part.querySelector("[data-live-clash]")?.remove();
  const box = document.createElement("div");
  box.className = "clash";
  box.dataset.liveClash = "";
  const who = document.createElement("p");
  who.className = "clash-who";
  who.textContent = words.stands;
  const text = document.createElement("div");
  text.className = "clashtext";
  text.textContent = readable(conflict.theirs?.value);
  const look = document.createElement("button");
  look.type = "button";
  look.className = "btn btn-sm btn-primary";
  look.textContent = words.choose;
  look.addEventListener("click", () => {
    location.hash = part.id;
    location.reload();
  });
  box.append(who, text, look);
  part.append(box);
}

// ── typing ──────────────────────────────────────────────────────────────────────────────────────────────────────
function typed(event) {
  if (event.target.closest(".clash, .figures")) return;
  const part = event.target.closest("[data-part]");
  if (part) changed(part);
}

function clicked(event) {
  const part = event.target.closest("[data-part]");
  if (event.target.closest("[data-row-add]")) {
    const list = part.querySelector("[data-rows]");
    list.append(cleared(list.querySelector("[data-row]")));
    number(list);
    list.lastElementChild.querySelector("input, textarea, select").focus();
  }
  const drop = event.target.closest("[data-row-drop]");
  if (drop) {
    const list = part.querySelector("[data-rows]");
    const row = drop.closest("[data-row]");
    if (list.children.length > 1) row.remove();
    else list.replaceChildren(cleared(row));
    number(list);
    changed(part);
  }
  if (event.target.closest("[data-take-figures]")) {
    const kept = part.querySelector('.figures script[type="application/json"]');
    put(part, JSON.parse(kept.textContent));
    changed(part);
    part.querySelector(".figures").open = false;
  }
}

async function beforePaper(event) {
  if (!waiting.size) return;
  event.preventDefault();
  const form = event.target;
  await save();
  if (!waiting.size) form.submit();
}

draft.classList.add("draft-live");
draft.addEventListener("input", typed);
draft.addEventListener("change", typed);
draft.addEventListener("click", clicked);
draft.addEventListener("submit", (event) => {
  const part = event.target.closest("[data-part]");
  if (!part || event.target.closest(".clash")) return;
  event.preventDefault();
  changed(part);
  save();
});
document.querySelector("[data-make-paper]")?.addEventListener("submit", beforePaper);
window.addEventListener("online", () => later(0));
window.addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});
