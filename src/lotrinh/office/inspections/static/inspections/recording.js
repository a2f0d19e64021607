// The desk: what is typed becomes commands, sent at once by the same way as a device's; nothing is lost while the
// server is away, since a change stays on the page until it is answered.

const desk = document.querySelector("[data-desk]");
const words = desk?.dataset ?? {};
const device = `desk-${tabId()}`;
const waiting = new Map(); // target → {article, holder, make}: changes that are not sent yet, each the newest of its target
const halves = new Set(); // targets that are half typed and wait for the person
const SOON = 500;
const LONGEST = 30000;
let timer = 0;
let sending = false;
let pause = SOON;
let place = Date.now();

function tabId() {
  const known = sessionStorage.getItem("desk-device");
  const id = known ?? [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem("desk-device", id);
  return id;
}

function uuid() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const token = () => (document.cookie.match(/(?:^|;\s*)lotrinh_csrf=([^;]+)/) ?? ["", words.csrf])[1];
const english = document.documentElement.lang === "en";

// ── what an answer is ───────────────────────────────────────────────────────────────────────────────────────────
const whole = (text) => (/^\d{1,10}$/.test(text.replace(/[\s.]/g, "")) ? Number(text.replace(/[\s.]/g, "")) : text);
function figure(text) {
  const plain = text.trim().replace(/\s/g, "");
  return /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain) || /^-?\d+,\d+$/.test(plain) ? plain.replace(/\./g, "").replace(",", ".") : plain;
}
const READ = {
  yes_no: (a) => a.querySelector(".ask-options input:checked")?.value ?? null,
  choice: (a) => a.querySelector(".ask-options input:checked")?.value ?? null,
  number: (a) => figure(a.querySelector("[data-value]").value) || null,
  date: (a) => a.querySelector("[data-value]").value || null,
  text: (a) => a.querySelector("[data-value]").value || null,
  share(a) {
    const [count, of] = [a.querySelector("[data-count]").value.trim(), a.querySelector("[data-of]").value.trim()];
    return count && of ? { count: whole(count), of: whole(of) } : null;
  },
};

function cells(row) {
  const found = {};
  for (const cell of row.querySelectorAll("[data-cell]")) {
    const numeric = cell.inputMode === "decimal";
    if (cell.value !== "") found[cell.dataset.cell] = numeric ? figure(cell.value) : cell.value;
  }
  return found;
}

function dossier(row) {
  const part = (name) => row.querySelector(`[data-part-of="${name}"]`).value.trim();
  const [received_on, due_on, returned_on, field] = row.dataset.days.split("|");
  const late = part("result") === "late" && part("days_late") ? whole(part("days_late")) : null;
  return { code: part("code"), field, received_on: received_on || null, due_on: due_on || null, returned_on: returned_on || null,
    result: part("result") || null, days_late: late, note: part("note"), cells: cells(row) };
}

/** The payload of a question as a whole; null when the share is half typed. */
function payloadOf(article) {
  const kind = article.dataset.kind;
  const state = article.querySelector("[data-state-of]:checked")?.dataset.stateOf;
  const note = article.querySelector("[data-note]").value;
  const kept = article.dataset.whole ? JSON.parse(article.dataset.whole) : null;
  const value = state ? null : (READ[kind] ? READ[kind](article) : kept);
  const has = value !== null && value !== undefined;
  return { question: article.dataset.question, slot: "", state: state ?? (has ? "answered" : "missing"), value: has ? value : null, note };
}

function slotPayload(article, row) {
  const value = row.hasAttribute("data-dossier") ? dossier(row) : cells(row);
  const gone = row.dataset.gone === "1" || (!row.hasAttribute("data-dossier") && !Object.keys(value).length);
  return { question: article.dataset.question, slot: row.dataset.slot, state: gone ? "missing" : "answered", value: gone ? null : value, note: "" };
}

// ── what is not ready to be sent ────────────────────────────────────────────────────────────────────────────────
/** Half typed: a share with one number, a number that is none, a row that lacks a needed cell. */
function isHalf(article, row) {
  if (article.querySelector("[data-state-of]:checked") && !row) return false;
  if (row) {
    const typedCells = [...row.querySelectorAll("[data-cell]")].filter((cell) => cell.value !== "");
    const lacks = [...row.querySelectorAll("[data-needed]")].some((cell) => cell.value === "");
    return row.dataset.gone !== "1" && !row.hasAttribute("data-dossier") && typedCells.length > 0 && lacks;
  }
  if (article.dataset.kind === "share") {
    const [count, of] = [article.querySelector("[data-count]").value.trim(), article.querySelector("[data-of]").value.trim()];
    return Boolean(count) !== Boolean(of) || (Boolean(count) && !(Number.isInteger(whole(count)) && whole(count) <= whole(of)));
  }
  const typedNumber = article.dataset.kind === "number" ? figure(article.querySelector("[data-value]").value) : "";
  return typedNumber !== "" && !/^-?\d{1,18}(\.\d{1,9})?$/.test(typedNumber);
}

// ── sending ─────────────────────────────────────────────────────────────────────────────────────────────────────
function change(article, row = null) {
  const target = `${article.dataset.question}|${row?.dataset.slot ?? ""}`;
  const before = waiting.get(target);
  waiting.set(target, { article, row, uid: before && !before.sent ? before.uid : uuid(), sent: false, place: (place += 1) });
  article.classList.add("ask-touched");
  if (isHalf(article, row)) {
    waiting.delete(target);
    halves.add(target);
    return say(article, words.half, "bad");
  }
  halves.delete(target);
  say(article, words.saving, "");
  later(SOON);
}

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(send, delay);
}

function say(article, text, tone) {
  const line = article.querySelector("[data-said]");
  line.textContent = text;
  line.dataset.tone = tone;
}

function tell(text) {
  document.querySelector("[data-desk-said]").textContent = text;
}

async function send() {
  if (sending || !waiting.size) return;
  sending = true;
  const batch = [...waiting.entries()].slice(0, 100);
  const commands = batch.map(([, entry]) => {
    entry.sent = true;
    const payload = entry.row ? slotPayload(entry.article, entry.row) : payloadOf(entry.article);
    payload.base_revision = Number((entry.row ?? entry.article).dataset.revision);
    return { uid: entry.uid, place: entry.place, inspection: words.inspection, kind: "answer", made_at: new Date().toISOString(), payload };
  });
  try {
    const response = await fetch(words.sync, {
      method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ device, sent_at: new Date().toISOString(), commands }),
    });
    if (response.status === 401 || response.status === 403) throw new Error("signin");
    if (!response.ok) throw new Error("offline");
    const { results } = await response.json();
    batch.forEach(([target, entry], i) => settle(target, entry, results[i], commands[i]));
    tell("");
    pause = SOON;
  } catch (error) {
    tell(error.message === "signin" ? words.signin : words.offline);
    pause = Math.min(pause * 2, LONGEST);
  }
  sending = false;
  if (waiting.size) later(pause);
}

function settle(target, entry, result, command) {
  const { article, row } = entry;
  if (waiting.get(target) === entry && result.outcome !== "again") waiting.delete(target);
  if (result.outcome === "taken") {
    (row ?? article).dataset.revision = result.revision;
    if (!row) article.dataset.state = command.payload.state;
    say(article, words.saved, "good");
    if (row?.dataset.gone === "1") row.remove();
    refresh(article);
  } else if (result.outcome === "conflict") {
    say(article, `${words.conflict} `, "bad");
    const link = document.createElement("a");
    link.href = words.conflicts;
    link.textContent = words.decide;
    article.querySelector("[data-said]").append(link);
  } else say(article, result.faults.map((f) => (english ? f.en : f.vi)).join(" "), "bad");
}

async function refresh(article) {
  const answer = await fetch(`${words.judged}?question=${encodeURIComponent(article.dataset.question)}`, { headers: { "X-Drawer": "1" } }).catch(() => null);
  if (!answer?.ok) return;
  const part = document.createElement("template");
  part.innerHTML = await answer.text();
  const status = part.content.querySelector("[data-status-now]")?.dataset.statusNow;
  article.querySelector("[data-judged-of]").replaceChildren(part.content);
  if (status) count(article, status);
}

function count(article, status) {
  article.dataset.status = status;
  const settled = (root) => root.querySelectorAll('.ask[data-status="settled"]').length;
  const part = article.closest("[data-part]");
  const line = document.querySelector(`[data-part-count="${part.dataset.part}"]`);
  line.textContent = `${settled(part)}/${part.querySelectorAll(".ask").length}`;
  document.querySelector("[data-desk-settled]").textContent = settled(desk);
  document.getElementById("desk-progress").value = settled(desk);
}

// ── typing ──────────────────────────────────────────────────────────────────────────────────────────────────────
function typed(event) {
  const article = event.target.closest(".ask");
  if (!article || event.target.closest("[data-draw]")) return;
  const state = event.target.closest("[data-state-of]");
  if (state?.checked) {
    for (const other of article.querySelectorAll("[data-state-of]")) if (other !== state) other.checked = false;
    for (const radio of article.querySelectorAll(".ask-options input")) radio.checked = false;
  }
  if (event.target.matches(".ask-options input")) for (const box of article.querySelectorAll("[data-state-of]")) box.checked = false;
  change(article, event.target.closest("tr[data-slot]"));
}

async function drawNow(article) {
  const form = article.querySelector("[data-draw]");
  const fields = { question: article.dataset.question, base_revision: article.dataset.revision, device, frame: form.querySelector("[data-frame]").value, n: form.querySelector("[data-n]").value };
  const response = await fetch(form.dataset.draw, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token() }, body: new URLSearchParams(fields) }).catch(() => null);
  if (response?.ok) {
    location.hash = article.id;
    return location.reload();
  }
  const text = response ? new DOMParser().parseFromString(await response.text(), "text/html").querySelector("main")?.innerText : "";
  say(article, text || words.offline, "bad");
}

function clicked(event) {
  const article = event.target.closest(".ask");
  if (event.target.closest("[data-draw-now]")) drawNow(article);
  if (event.target.closest("[data-row-add]")) {
    const rows = article.querySelector("[data-rows-of]");
    const row = article.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
    const taken = [...rows.querySelectorAll("tr[data-slot]")].map((r) => Number(r.dataset.slot));
    row.dataset.slot = String(Math.max(0, Number(article.dataset.last ?? 0), ...taken) + 1);
    article.dataset.last = row.dataset.slot;
    rows.append(row);
    row.querySelector("input, select").focus();
  }
  const drop = event.target.closest("[data-row-drop]");
  if (drop) {
    const row = drop.closest("tr");
    row.dataset.gone = "1";
    row.hidden = true;
    if (row.dataset.revision === "0") row.remove();
    else change(article, row);
  }
}

// ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────────
const shown = () => [...desk.querySelectorAll(".ask")].filter((a) => a.offsetParent);
function here() {
  return document.activeElement?.closest(".ask") ?? null;
}
function go(article) {
  article?.focus({ preventScroll: true });
  article?.scrollIntoView({ block: "center" });
}
function walk(step) {
  const list = shown();
  const now = list.indexOf(here());
  go(list[Math.min(Math.max(now + step, 0), list.length - 1)]);
}
function nextOpen() {
  const list = shown();
  const now = list.indexOf(here());
  go([...list.slice(now + 1), ...list.slice(0, now + 1)].find((a) => a.dataset.status !== "settled"));
}
function pick(number) {
  const article = here();
  if (article?.dataset.kind !== "yes_no" || article.querySelector("fieldset").disabled) return;
  const choice = number === 4 ? article.querySelector('[data-state-of="not_applicable"]') : article.querySelectorAll(".ask-options input")[number - 1];
  if (choice && !choice.checked) choice.click();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "n") nextOpen();
  else if (/^[1-4]$/.test(event.key)) pick(Number(event.key));
  else return;
  event.preventDefault();
}

if (desk) {
  desk.addEventListener("input", typed);
  desk.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  const only = document.querySelector("[data-desk-open]");
  const filter = () => desk.classList.toggle("desk-open-only", only.checked);
  only.addEventListener("change", () => {
    for (const a of desk.querySelectorAll(".ask-touched")) a.classList.remove("ask-touched");
    filter();
  });
  filter();
  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size || halves.size) event.preventDefault();
  });
}

// ── attaching a file ────────────────────────────────────────────────────────────────────────────────────────────
const attach = document.getElementById("attach");
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-attach], [data-attach-finding], [data-attach-piece]");
  if (opener && attach) {
    const form = attach.querySelector("form");
    form.elements.question.value = opener.dataset.attach ?? "";
    form.elements.finding.value = opener.dataset.attachFinding ?? "";
    form.elements.piece.value = opener.dataset.attachPiece ?? "";
    if (opener.dataset.attach) form.elements.next.value = `${location.pathname}#q-${opener.dataset.attach}`;
    attach.showModal();
  }
  if (event.target.closest("[data-attach-close]")) attach.close();
});

// Sent from here, so that a file that is refused takes nothing with it: what was typed stays in the sheet.
async function sendFile(form) {
  const response = await fetch(form.action, { method: "POST", headers: { "X-Upload": "1", "X-CSRFToken": token() }, body: new FormData(form) }).catch(() => null);
  const address = response?.headers.get("X-Location");
  if (!address) return refusedFile(response);
  const goes = new URL(address, location.href);
  if (goes.pathname === location.pathname && goes.search === location.search) {
    location.hash = goes.hash;
    return location.reload();
  }
  return location.assign(goes);
}

async function refusedFile(response) {
  const answer = response ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  const said = [...(answer?.querySelectorAll(".error-summary li strong") ?? [])].map((line) => line.textContent);
  const text = said.join(" ") || answer?.querySelector("h1")?.textContent || attach.dataset.offline;
  const line = attach.querySelector("[data-attach-said]");
  line.hidden = false;
  line.querySelector("span").textContent = text;
}

attach?.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = attach.querySelector("[data-attach-send]");
  if (button.disabled) return;
  button.disabled = true;
  await sendFile(event.target);
  button.disabled = false;
});
