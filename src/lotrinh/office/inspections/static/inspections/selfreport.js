// The self-report: every item is saved as it is typed. What is not saved lies on this machine until it is.

const page = document.getElementById("report");
const words = page.dataset;
const WAIT = 900;
const AGAIN = [3000, 6000, 15000, 30000];
const items = new Map();
const place = (key) => `lotrinh:report:${words.account}:${words.report}:${key}`;

// ── this machine ────────────────────────────────────────────────────────────────────────────────────────────
function keep(key, value, base) {
  try {
    localStorage.setItem(place(key), JSON.stringify({ value, base, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}
function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(place(key)));
  } catch {
    return null;
  }
}
function forget(key) {
  try {
    localStorage.removeItem(place(key));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

// ── values ──────────────────────────────────────────────────────────────────────────────────────────────────
const whole = (text) => (/^\d+$/.test(text.replace(/[.\s]/g, "")) ? Number(text.replace(/[.\s]/g, "")) : text.trim());
const decimal = (text) => text.trim().replace(/\s/g, "").replace(",", ".");

function rowOf(line) {
  const row = {};
  for (const cell of line.querySelectorAll("[data-cell]")) {
    const text = "number" in cell.dataset ? decimal(cell.value) : cell.value.trim();
    row[cell.dataset.cell] = text === "" ? null : text;
  }
  return row;
}

function read(item) {
  const { box, kind } = item;
  if (box.querySelector("[data-none]").checked) {
    return { state: "no_figures", reason: box.querySelector("[data-none-reason]").value.trim() };
  }
  if (kind === "table") {
    const rows = [...box.querySelectorAll("tbody [data-line]")].map(rowOf);
    const filled = rows.filter((row) => Object.values(row).some((cell) => cell !== null));
    return filled.length ? filled : null;
  }
  if (kind === "share") {
    const [count, of] = ["[data-count]", "[data-of]"].map((name) => box.querySelector(name).value.trim());
    return count === "" && of === "" ? null : { count: whole(count), of: whole(of) };
  }
  const text = box.querySelector("[data-value]").value;
  const made = kind === "number" ? decimal(text) : text.trim();
  return made === "" ? null : made;
}

function write(item, value) {
  const { box, kind } = item;
  const none = value !== null && typeof value === "object" && value.state === "no_figures";
  box.querySelector("[data-none]").checked = none;
  if (none) box.querySelector(".nofigures").hidden = false;
  const reason = box.querySelector("[data-none-reason]");
  reason.hidden = !none;
  if (none) {
    reason.value = value.reason ?? "";
    return;
  }
  if (kind === "table") {
    box.querySelector("tbody").replaceChildren();
    for (const row of Array.isArray(value) ? value : []) {
      const line = addRow(box);
      for (const cell of line.querySelectorAll("[data-cell]")) cell.value = row[cell.dataset.cell] ?? "";
    }
  } else if (kind === "share") {
    box.querySelector("[data-count]").value = value?.count ?? "";
    box.querySelector("[data-of]").value = value?.of ?? "";
  } else {
    box.querySelector("[data-value]").value = value ?? "";
  }
}

function shown(value) {
  if (value === null || value === undefined) return words.nothing;
  if (Array.isArray(value)) return value.map((row) => Object.values(row).map((c) => c ?? "–").join(" | ")).join("\n");
  if (typeof value === "object") return value.state ? value.reason : `${value.count}/${value.of}`;
  return String(value);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function addRow(box) {
  const body = box.querySelector("tbody");
  body.append(box.querySelector("template[data-row]").content.cloneNode(true));
  return body.lastElementChild;
}

// ── what the person sees ────────────────────────────────────────────────────────────────────────────────────
function say(item, text, tone = "") {
  item.state.textContent = text;
  item.state.dataset.tone = tone;
  const open = [...items.values()].filter((one) => one.dirty).length;
  document.querySelector("[data-whole-state]").textContent = open ? `${words.unsaved}: ${open}` : "";
  const written = [...items.values()].filter((one) => one.saved !== null).length;
  document.querySelector("[data-written]").textContent = String(written);
}

function sayFaults(item, faults) {
  const box = item.box.querySelector("[data-faults]");
  box.hidden = !faults.length;
  box.replaceChildren(
    ...faults.map((fault) => {
      const line = document.createElement("p");
      line.textContent = fault[words.language === "en" ? "en" : "vi"];
      return line;
    }),
  );
}

function sayBoth(item, mine, theirs) {
  const box = item.box.querySelector("[data-both-box]");
  const head = document.createElement("p");
  head.textContent = words.both;
  const pair = document.createElement("div");
  pair.className = "bothpair";
  for (const [title, value] of [[words.mine, mine], [`${words.theirs}: ${theirs.by}`, theirs.value]]) {
    const side = document.createElement("div");
    const name = document.createElement("strong");
    name.textContent = title;
    const text = document.createElement("p");
    text.className = "bothtext";
    text.textContent = shown(value);
    side.append(name, text);
    pair.append(side);
  }
  const buttons = document.createElement("p");
  buttons.className = "form-actions";
  buttons.append(
    button(words.keepMine, () => {
      item.revision = theirs.revision;
      box.hidden = true;
      item.waits = false;
      item.dirty = true;
      save(item);
    }),
    button(words.takeTheirs, () => {
      write(item, theirs.value);
      item.revision = theirs.revision;
      item.saved = theirs.value;
      item.dirty = item.waits = false;
      box.hidden = true;
      forget(item.key);
      say(item, `${words.saved} ${clock()}`, "good");
    }),
  );
  box.replaceChildren(head, pair, buttons);
  box.hidden = false;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

const clock = () => new Date().toLocaleTimeString(words.language === "en" ? "en-GB" : "vi-VN", { hour: "2-digit", minute: "2-digit" });

// ── saving ──────────────────────────────────────────────────────────────────────────────────────────────────
function touched(item) {
  item.dirty = true;
  item.typed += 1;
  clearTimeout(item.timer);
  const safe = keep(item.key, read(item), item.revision);
  say(item, safe ? words.unsaved : words.nowhere, safe ? "" : "bad");
  if (!item.waits) item.timer = setTimeout(() => save(item), WAIT);
}

async function save(item) {
  if (item.busy || item.waits) return;
  clearTimeout(item.timer);
  const value = read(item);
  const typed = item.typed;
  if (same(value, item.saved)) {
    forget(item.key);
    item.dirty = false;
    sayFaults(item, []);
    say(item, item.revision ? `${words.saved} ${clock()}` : "", "good");
    return;
  }
  item.busy = true;
  say(item, words.saving);
  try {
    await send(item, value, typed);
  } finally {
    item.busy = false;
  }
  if (item.typed !== typed && !item.waits) save(item);
}

async function send(item, value, typed) {
  let answer;
  try {
    answer = await fetch(item.box.dataset.save, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": words.token },
      body: JSON.stringify({ value, base_revision: item.revision }),
    });
  } catch {
    const safe = keep(item.key, value, item.revision);
    say(item, safe ? words.offline : words.nowhere, safe ? "warn" : "bad");
    return later(item);
  }
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return done(item, value, typed, told);
  keep(item.key, value, item.revision);
  if (answer.status === 409) {
    item.waits = true;
    say(item, words.unsaved, "warn");
    return sayBoth(item, value, told.theirs);
  }
  if (answer.status === 422) {
    sayFaults(item, told.faults ?? []);
    return say(item, words.wrong, "bad");
  }
  if (answer.status === 401) {
    say(item, words.session, "bad");
    return later(item);
  }
  if (answer.status === 403) {
    item.waits = true;
    if (told.reason) sayFaults(item, [told.reason]);
    return say(item, words.locked, "bad");
  }
  say(item, words.failed, "warn");
  return later(item);
}

function done(item, value, typed, told) {
  item.revision = told.revision;
  item.saved = value;
  item.tries = 0;
  sayFaults(item, []);
  if (item.typed === typed) {
    item.dirty = false;
    forget(item.key);
    say(item, `${words.saved} ${clock()}`, "good");
  } else {
    keep(item.key, read(item), item.revision);
  }
}

function later(item) {
  clearTimeout(item.timer);
  const wait = AGAIN[Math.min(item.tries, AGAIN.length - 1)];
  item.tries += 1;
  item.timer = setTimeout(() => save(item), wait);
}

// ── files ───────────────────────────────────────────────────────────────────────────────────────────────────
async function upload(item) {
  const file = item.box.querySelector("[data-file-input]");
  if (!file.files.length) return file.focus();
  const data = new FormData();
  data.append("file", file.files[0]);
  data.append("about_on", item.box.querySelector("[data-about]").value);
  data.append("caption", item.box.querySelector("[data-caption]").value);
  say(item, words.saving);
  try {
    const answer = await fetch(item.box.dataset.evidence, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": words.token },
      body: data,
    });
    const told = await answer.json();
    sayFaults(item, told.faults ?? (told.reason ? [told.reason] : told.notices ?? []));
    if (!answer.ok) return say(item, words.wrong, "bad");
    addFile(item, told.evidence);
    for (const name of ["[data-file-input]", "[data-about]", "[data-caption]"]) item.box.querySelector(name).value = "";
    say(item, `${words.saved} ${clock()}`, "good");
  } catch {
    say(item, words.failed, "warn");
  }
}

function addFile(item, evidence) {
  const line = document.createElement("li");
  line.dataset.file = evidence.uid;
  const link = document.createElement("a");
  link.href = `files/${evidence.uid}/`;
  link.textContent = evidence.name;
  const back = button(words.remove, () => withdraw(item, line, `files/${evidence.uid}/withdraw/`));
  line.append(link, " ", evidence.caption, " ", back);
  item.box.querySelector("[data-files]").append(line);
  countFiles(item);
}

async function withdraw(item, line, address) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": words.token },
    });
    if (answer.ok) line.remove();
    else say(item, words.wrong, "bad");
  } catch {
    say(item, words.failed, "warn");
  }
  countFiles(item);
}

function countFiles(item) {
  item.box.querySelector("[data-file-count]").textContent = String(item.box.querySelectorAll("[data-file]").length);
}

// ── begin ───────────────────────────────────────────────────────────────────────────────────────────────────
for (const box of page.querySelectorAll("[data-item]")) {
  const item = {
    box,
    key: box.dataset.item,
    kind: box.dataset.kind,
    revision: Number(box.dataset.revision),
    state: box.querySelector("[data-state]"),
    dirty: false,
    busy: false,
    waits: false,
    typed: 0,
    tries: 0,
    timer: 0,
  };
  if (item.kind === "table" && !box.querySelector("[data-line]")) addRow(box);
  item.saved = read(item);
  items.set(item.key, item);
  const before = kept(item.key);
  if (before && !same(before.value, item.saved)) {
    const theirs = { value: item.saved, revision: item.revision, by: "" };
    write(item, before.value);
    item.dirty = true;
    if (before.base === item.revision) {
      say(item, words.back, "warn");
      item.timer = setTimeout(() => save(item), WAIT);
    } else {
      item.waits = true;
      say(item, words.unsaved, "warn");
      sayBoth(item, before.value, theirs);
    }
  } else if (before) {
    forget(item.key);
  }
  box.addEventListener("input", (event) => {
    if (event.target.closest(".itemfiles")) return;
    if (event.target.matches("[data-none]")) {
      const reason = box.querySelector("[data-none-reason]");
      reason.hidden = !event.target.checked;
      if (event.target.checked) reason.focus();
    }
    touched(item);
  });
  box.addEventListener("click", (event) => {
    if (event.target.closest("[data-add-row]")) addRow(box).querySelector("[data-cell]").focus();
    const gone = event.target.closest("[data-remove-row]");
    if (gone) {
      gone.closest("[data-line]").remove();
      touched(item);
    }
    if (event.target.closest("[data-upload]")) upload(item);
    const back = event.target.closest("[data-withdraw]");
    if (back) withdraw(item, back.closest("[data-file]"), back.dataset.withdraw);
  });
}

window.addEventListener("online", () => {
  for (const item of items.values()) if (item.dirty) save(item);
});

window.addEventListener("beforeunload", (event) => {
  const lost = [...items.values()].some((item) => item.dirty && !kept(item.key));
  if (lost) event.preventDefault();
});

// Handing in waits for what is still on its way.
document.querySelector("[data-hand-in]")?.addEventListener("submit", async (event) => {
  const open = [...items.values()].filter((item) => item.dirty);
  if (!open.length || event.defaultPrevented) return;
  event.preventDefault();
  const form = event.target;
  await Promise.all(open.map((item) => save(item)));
  const left = [...items.values()].find((item) => item.dirty);
  if (left) {
    left.box.scrollIntoView({ block: "center" });
    left.box.querySelector("input, textarea, select")?.focus();
  } else {
    form.submit();
  }
});
