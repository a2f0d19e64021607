/**
 * The service worker's work; /field/sw.js gives VERSION, SHELL and FILES (address → address with its hash).
 * A version is one whole: its page and its files come from its own cache, also for plain addresses.
 */

/* global VERSION, SHELL, FILES */

const CACHE = `lotrinh-field-${VERSION}`;
const PATIENCE = 3000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.data === "let_in" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (address.pathname === SHELL) event.respondWith(shell(request));
    return;
  }
  const kept = FILES[address.pathname] || (HASHED.has(address.pathname) ? address.pathname : "");
  if (kept) event.respondWith(file(kept, request));
});

const HASHED = new Set(Object.values(FILES));

/** All or nothing: when one file is missing, the old version goes on. */
async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all([...HASHED].map((address) => fetchInto(cache, address)));
  const page = await fetch(SHELL, { cache: "no-store", credentials: "same-origin" });
  if (!isShell(page)) throw new Error("the page of this version could not be fetched");
  await cache.put(SHELL, page);
}

async function fetchInto(cache, address) {
  const response = await fetch(address, { cache: "reload" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  await cache.put(address, response);
}

const isShell = (response) => response.ok && !response.redirected && response.headers.get("X-Field-Version") === VERSION;

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith("lotrinh-field-") && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

/** From the network when it answers soon and is of this version; otherwise the page on the device. */
async function shell(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(SHELL);
  try {
    const response = await soon(fetch(request));
    if (isShell(response)) return response;
    if (response.ok && response.headers.get("X-Field-Version")) self.registration.update();
    return kept || response;
  } catch {
    return kept || Response.error();
  }
}

function soon(answer) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("slow")), PATIENCE);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function file(address, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) || fetch(request);
}
