// The shell: menu on a phone, keys, drawer, filters that send themselves. No library is needed for any of it.

const typing = (element) => element?.closest("input, textarea, select, [contenteditable]");

// ── menu ──────────────────────────────────────────────────────────────────────────────────────────────────────
const menu = document.getElementById("sidebar");
const menuButton = document.querySelector("[data-menu-toggle]");
function showMenu(open) {
  menu?.classList.toggle("open", open);
  menuButton?.setAttribute("aria-expanded", String(open));
}
menuButton?.addEventListener("click", (event) => {
  event.stopPropagation();
  showMenu(!menu.classList.contains("open"));
});
document.addEventListener("click", (event) => {
  if (menu?.classList.contains("open") && !menu.contains(event.target)) showMenu(false);
  for (const open of document.querySelectorAll("details[data-closes][open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// ── drawer: <a data-drawer href="…"> or <button data-drawer="…"> ─────────────────────────────────────────────
const drawer = document.getElementById("drawer");
const drawerBody = document.getElementById("drawer-body");

export async function openDrawer(address) {
  document.body.classList.add("busy");
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true", "X-Drawer": "1" } });
    if (answer.redirected || !answer.ok) return location.assign(address);
    drawerBody.innerHTML = await answer.text();
    window.htmx?.process(drawerBody);
    if (!drawer.open) drawer.showModal();
    drawer.scrollTop = 0;
    document.dispatchEvent(new CustomEvent("drawer:open", { detail: { address, body: drawerBody } }));
  } catch {
    location.assign(address);
  } finally {
    document.body.classList.remove("busy");
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-drawer]");
  if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openDrawer(opener.dataset.drawer || opener.getAttribute("href"));
  }
  if (event.target.closest("[data-drawer-close]") || event.target === drawer) drawer.close();
  if (event.target.closest("[data-shortcuts]")) document.getElementById("shortcuts").showModal();
  if (event.target.closest("[data-print]")) window.print();
});

// ── <button data-fill="#field" data-value="…"> writes into a field and goes there ───────────────────────────────
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  const field = button && document.querySelector(button.dataset.fill);
  if (!field) return;
  field.value = button.dataset.value;
  (field.form?.querySelector("input[type=password]") ?? field).focus();
});

// ── filters: <form data-auto> sends itself when a choice changes ────────────────────────────────────────────
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) form.requestSubmit();
});

// ── <button data-confirm="sentence"> asks first ─────────────────────────────────────────────────────────────
document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

// ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────
let waiting = "";
function moveInTable(step) {
  const rows = [...document.querySelectorAll("table[data-rows] tbody tr")];
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.classList.contains("here"));
  const next = rows[Math.min(Math.max(now + step, 0), rows.length - 1)];
  rows.forEach((row) => row.classList.toggle("here", row === next));
  (next.querySelector("a, button") ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}
const keys = {
  "/": () => document.querySelector('[data-key="/"]')?.focus(),
  "?": () => document.getElementById("shortcuts").showModal(),
  j: () => moveInTable(1),
  k: () => moveInTable(-1),
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    showMenu(false);
    for (const open of document.querySelectorAll("details[data-closes][open]")) open.open = false;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (waiting === "g" && event.key === "h") return location.assign("/");
  waiting = event.key === "g" ? "g" : "";
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

// ── on a narrow screen the tab that is open stands in sight ─────────────────────────────────────────────────
for (const here of document.querySelectorAll(".tabs [aria-current]")) {
  const bar = here.parentElement;
  bar.scrollLeft = here.offsetLeft - bar.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
}

// ── the error summary takes the focus; a wide table can be scrolled with the keyboard ───────────────────────
document.querySelector("[data-focus]")?.focus();
for (const wrap of document.querySelectorAll(".table-wrap")) {
  if (wrap.scrollWidth > wrap.clientWidth || wrap.scrollHeight > wrap.clientHeight) wrap.tabIndex = 0;
}
