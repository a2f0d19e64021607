// The wall chart: drag a visit to another half day and ask the verifier; the form in the drawer asks it too.

const board = document.querySelector("[data-board]");
const said = document.querySelector("[data-board-said]");
const THRESHOLD = 6;

function say(text, tone, lines = []) {
  if (!said) return;
  const list = document.createElement("ul");
  for (const line of lines) {
    const item = document.createElement("li");
    item.textContent = line;
    list.append(item);
  }
  said.replaceChildren(text, ...(lines.length ? [list] : []));
  said.dataset.tone = tone;
}

async function post(address, token, fields) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "X-CSRFToken": token, Accept: "application/json" },
    body: new URLSearchParams(fields),
  });
  if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(String(answer.status));
  return answer.json();
}

// ── drag ────────────────────────────────────────────────────────────────────────────────────────────────────
let drag = null;

function slotsOver(cell) {
  if (drag.cell === cell) return;
  drag.overlay?.remove();
  drag.cell = cell;
  drag.slot = null;
  if (!cell) return;
  const overlay = document.createElement("div");
  overlay.className = "slots";
  for (const raw of cell.dataset.days.split(",")) {
    const shut = raw.endsWith("!");
    const day = raw.replace("!", "");
    for (const part of ["am", "pm"]) {
      const slot = document.createElement("div");
      slot.className = shut ? "slot shut" : "slot";
      slot.dataset.date = day;
      slot.dataset.part = part;
      slot.textContent = `${Number(day.slice(8))}${part === "am" ? board.dataset.am : board.dataset.pm}`;
      overlay.append(slot);
    }
  }
  cell.append(overlay);
  drag.overlay = overlay;
}

function slotAt(x, y) {
  const found = [...(drag.overlay?.children ?? [])].find((slot) => {
    const box = slot.getBoundingClientRect();
    return x >= box.left && x < box.right && y >= box.top && y < box.bottom;
  });
  for (const slot of drag.overlay?.children ?? []) slot.classList.toggle("over", slot === found);
  drag.slot = found && !found.classList.contains("shut") ? found : null;
}

function lift(event) {
  drag.ghost = drag.chip.cloneNode(true);
  drag.ghost.removeAttribute("href");
  drag.ghost.classList.add("visit-ghost");
  document.body.append(drag.ghost);
  drag.chip.classList.add("lifted");
  drag.lifted = true;
  follow(event);
}

function follow(event) {
  drag.ghost.animate({ transform: `translate(${event.clientX + 10}px, ${event.clientY + 10}px)` }, { duration: 0, fill: "forwards" });
  const under = document.elementFromPoint(event.clientX, event.clientY);
  slotsOver(under?.closest("[data-cell]") ?? null);
  slotAt(event.clientX, event.clientY);
}

function putDown() {
  drag.ghost?.remove();
  drag.overlay?.remove();
  drag.chip.classList.remove("lifted");
}

async function drop() {
  const { chip, cell, slot } = drag;
  putDown();
  if (!cell || !slot) return;
  const fields = { team: cell.dataset.teamCol, date: slot.dataset.date, part: slot.dataset.part };
  if (fields.team === chip.dataset.team && fields.date === chip.dataset.date && fields.part === chip.dataset.part) return;
  say(board.dataset.saidAsking, "");
  try {
    const answer = await post(`${board.dataset.moves}${chip.dataset.chip}/move/`, board.dataset.csrf, fields);
    if (answer.allowed) {
      sessionStorage.setItem("board-said", board.dataset.saidMoved);
      sessionStorage.setItem("board-scroll", String(board.parentElement.scrollTop));
      location.reload();
    } else say(board.dataset.saidRefused, "bad", answer.sentences);
  } catch {
    say(board.dataset.saidFailed, "bad");
  }
}

if (board?.hasAttribute("data-movable")) {
  board.addEventListener("pointerdown", (event) => {
    const chip = event.target.closest("[data-chip]");
    if (!chip || event.button !== 0 || event.pointerType === "touch") return;
    drag = { chip, x: event.clientX, y: event.clientY, lifted: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!drag.lifted && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < THRESHOLD) return;
    event.preventDefault();
    drag.lifted ? follow(event) : lift(event);
  });
  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const was = drag;
    if (was.lifted) {
      const stop = (event) => {
        event.preventDefault();
        event.stopPropagation();
      };
      document.addEventListener("click", stop, { capture: true, once: true });
      setTimeout(() => document.removeEventListener("click", stop, { capture: true }), 50);
      drop();
    }
    drag = null;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag?.lifted) {
      putDown();
      drag = null;
    }
  });
  board.addEventListener("dragstart", (event) => event.preventDefault());
  const kept = sessionStorage.getItem("board-said");
  if (kept) say(kept, "good");
  board.parentElement.scrollTop = Number(sessionStorage.getItem("board-scroll") ?? 0);
  sessionStorage.removeItem("board-said");
  sessionStorage.removeItem("board-scroll");
}

// ── one team at a time on a phone ───────────────────────────────────────────────────────────────────────────
function showTeam(team) {
  for (const cell of board.querySelectorAll("[data-team-col]")) cell.classList.toggle("shown", cell.dataset.teamCol === team);
  for (const pick of document.querySelectorAll("[data-team-pick]")) pick.setAttribute("aria-pressed", String(pick.dataset.teamPick === team));
}
const picks = document.querySelectorAll("[data-team-pick]");
if (board && picks.length) {
  board.classList.add("one-team");
  showTeam(picks[0].dataset.teamPick);
  for (const pick of picks) pick.addEventListener("click", () => showTeam(pick.dataset.teamPick));
}

// ── the form: every choice is checked before it is sent ─────────────────────────────────────────────────────
function watch(form) {
  const line = form.querySelector("[data-move-said]");
  const first = new URLSearchParams(new FormData(form)).toString();
  form.addEventListener("change", async () => {
    const fields = new FormData(form);
    if (new URLSearchParams(fields).toString() === first) {
      line.textContent = line.dataset.here;
      line.dataset.tone = "";
      return;
    }
    line.textContent = "…";
    const answer = await post(form.dataset.check, fields.get("csrfmiddlewaretoken"), fields);
    line.dataset.tone = answer.allowed ? "good" : "bad";
    line.textContent = answer.allowed ? [line.dataset.allowed, ...answer.sentences].join(" ") : `${line.dataset.refused} ${answer.sentences.join(" ")}`;
  });
}
document.querySelectorAll("[data-move-form]").forEach(watch);
document.addEventListener("drawer:open", (event) => event.detail.body.querySelectorAll("[data-move-form]").forEach(watch));
