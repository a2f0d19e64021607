/** The service worker: registered once; a new version waits until a person lets it in. */

import { emit } from "./events.js";

let waiting = null;

/** Register the worker and tell of new versions as "update". Without workers the page needs the network to open. */
export async function watchWorker() {
  if (!("serviceWorker" in navigator)) return emit("worker", "missing");
  const controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => controlled && emit("update", "ready"));
  try {
    const registration = await navigator.serviceWorker.register("/field/sw.js", { scope: "/field/", updateViaCache: "none" });
    look(registration);
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming.addEventListener("statechange", () => look(registration));
    });
    setInterval(() => registration.update().catch(() => {}), 30 * 60 * 1000);
  } catch (error) {
    console.warn("no worker", error);
    emit("worker", "failed");
  }
}

function look(registration) {
  if (!registration.waiting || !navigator.serviceWorker.controller) return;
  waiting = registration.waiting;
  emit("update", "waiting");
}

/** Let the new version in, then load the page again. */
export function letIn() {
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("let_in");
}
