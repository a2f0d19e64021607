/** The start of the page: what the browser can do, whose page it is, which part is shown. */

import { app, changeAccount, openApp, typing } from "./app.js";
import { el, fill } from "./dom.js";
import { emit, on } from "./events.js";
import { watchWorker } from "./update.js";
import { readWords, t } from "./words.js";
import { frame } from "./views/frame.js";
import { inspectionsView } from "./views/inspections.js";
import { outboxView } from "./views/outbox.js";
import { visitView } from "./views/visit.js";

const root = document.getElementById("page");
let leave = [];
let main;

/** #/ the list, #/sending what waits, #/<uid>/<part> one inspection. */
async function show() {
  if (app.keeper) await app.keeper.flush();
  for (const end of leave) end();
  leave = [];
  const parts = location.hash.replace(/^#\/?/, "").split("/").filter(Boolean);
  const during = (name, listener) => leave.push(on(name, listener));
  const view = !parts.length ? inspectionsView : parts[0] === "sending" ? outboxView : visitView;
  app.openUid = view === visitView ? parts[0] : "";
  fill(main, await view({ parts, during, leave: (end) => leave.push(end) }));
  scrollTo(0, 0);
  if (document.activeElement === document.body) main.focus({ preventScroll: true });
  emit("shown");
}

function draw() {
  document.title = `${t("On the spot")} · Lộ Trình`;
  const made = frame({ speakAnew: () => { draw(); show(); } });
  main = made.main;
  fill(root, made.nodes);
}

/** What this browser lacks, as a sentence; '' when it can do the work. */
function lacks() {
  if (!("indexedDB" in window)) return t("This browser keeps nothing on the device (IndexedDB is missing or switched off, perhaps by a private window). Use an up-to-date Chrome, Edge, Firefox or Safari in an ordinary window.");
  if (!window.isSecureContext) return t("This page works only over HTTPS. Ask the administrator for the secure address.");
  return "";
}

function stop(title, text, ...more) {
  fill(root, el("main", { class: "stop", id: "content" }, el("h1", {}, title), el("p", {}, text), more));
}

async function start() {
  readWords();
  const missing = lacks();
  if (missing) return stop(t("This browser cannot do the work"), missing);
  watchWorker();
  try {
    await openApp();
  } catch (error) {
    return stopped(error);
  }
  on("state", ({ state, detail }) => state === "other_account" && !typing() && changeAccount(detail));
  draw();
  addEventListener("hashchange", show);
  await show();
}

function stopped(error) {
  const again = el("a", { class: "button primary", href: "/field/" }, t("Try again"));
  if (error.kind === "sign_in") return stop(t("Sign in first"), t("Nobody has worked on this device yet. Sign in while there is a network; afterwards the page works without one."), el("a", { class: "button primary", href: "/account/sign-in/?next=/field/" }, t("Sign in")));
  if (error.kind === "offline") return stop(t("There is no network"), t("Nobody has worked on this device yet. Open this page once while there is a network; afterwards it works without one."), again);
  console.error(error);
  return stop(t("The page could not start"), t("The storage of this browser could not be opened: {what}. Nothing on the device was changed.", { what: String(error.message || error) }), again);
}

start();
