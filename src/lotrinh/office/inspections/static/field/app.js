/** The page as a whole: whose it is, what is on the device, who sends, what is shown. */

import { Trouble, call } from "./api.js";
import { emit, on } from "./events.js";
import { Keeper } from "./keeper.js";
import { Queue } from "./queue.js";
import { Sender } from "./sender.js";
import { newer } from "./settle.js";
import { openAccount, openDevice } from "./store.js";

export const app = {
  account: null, db: null, device: null, deviceId: "", queue: null, keeper: null, sender: null, list: null, listedAt: "",
  counts: { waiting: 0, photos: 0, held: 0 }, refusedCount: 0, lastSent: "", dirty: new Set(), openUid: "",
};

const outdated = () => emit("outdated");

/** Open what is on the device. False when nobody has ever signed in here and the server cannot be asked. */
export async function openApp() {
  app.device = await openDevice(outdated);
  app.deviceId = (await app.device.get("meta", "id")) || (await named(app.device));
  app.account = (await app.device.get("meta", "account")) || (await whoIsHere());
  app.db = await openAccount(app.account.id, outdated);
  app.queue = new Queue(app.db);
  app.keeper = new Keeper(app.queue);
  const kept = await app.db.get("meta", "list");
  if (kept) Object.assign(app, { list: kept.list, listedAt: kept.at });
  app.sender = new Sender({ account: app.account, device: app.deviceId, db: app.db, queue: app.queue, flush: () => app.keeper.flush(), takeList, refresh });
  await count();
  listen();
  app.sender.now();
}

async function named(device) {
  const id = crypto.randomUUID();
  await device.put("meta", id, "id");
  return id;
}

async function whoIsHere() {
  const { account } = await call("GET", "/field/inspections/");
  await app.device.put("meta", account, "account");
  return account;
}

/** Become the page of the account that is signed in now; what the other one left unsent stays for him. */
export async function changeAccount(account) {
  await app.keeper.flush();
  app.sender.stop();
  await app.device.put("meta", account, "account");
  location.reload();
}

function listen() {
  const others = "BroadcastChannel" in window ? new BroadcastChannel(`lotrinh-field-${app.account.id}`) : null;
  on("kept", async () => {
    await count();
    app.sender.soon();
    if (others) others.postMessage("changed");
  });
  on("sent", async ({ inspections, conflicts, refused }) => {
    for (const uid of inspections) if (conflicts || refused) app.dirty.add(uid);
    await count();
    emit("stored", { inspections });
    if (others) others.postMessage("changed");
  });
  if (others) others.onmessage = async () => {
    await count();
    emit("stored", { inspections: null });
  };
  addEventListener("online", () => app.sender.awake());
  addEventListener("offline", () => app.sender.become("offline"));
  addEventListener("pagehide", () => app.keeper.flush());
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? app.keeper.flush() : app.sender.now({ ask: true })));
  setInterval(() => document.visibilityState === "visible" && app.sender.now(), 30000);
  setInterval(() => app.keeper.failed.size && app.keeper.flush(), 5000);
}

/** Count anew what waits; other accounts on this device are shown the number, never the content. */
export async function count() {
  app.counts = await app.queue.counts();
  app.refusedCount = await app.db.count("refused");
  app.lastSent = (await app.db.get("meta", "last_sent")) || "";
  const accounts = (await app.device.get("meta", "accounts")) || {};
  accounts[app.account.id] = { name: app.account.name, unsent: app.counts.waiting };
  await app.device.put("meta", accounts, "accounts").catch(() => {});
  emit("counts", app.counts);
}

/** [{name, unsent}] of other accounts with something unsent on this device. */
export async function othersUnsent() {
  const accounts = (await app.device.get("meta", "accounts")) || {};
  return Object.entries(accounts).filter(([id, one]) => id !== String(app.account.id) && one.unsent).map(([, one]) => one);
}

/** The server's list: packages that are no longer in it go, unless something of them is unsent. */
async function takeList({ inspections, server_time: at }) {
  Object.assign(app, { list: inspections, listedAt: at });
  await app.db.put("meta", { list: inspections, at }, "list").catch(() => {});
  const listed = new Map(inspections.map((one) => [one.uid, one]));
  for (const kept of await app.db.getAll("packages")) {
    const now = listed.get(kept.uid);
    if (!now) await removePackage(kept.uid);
    else if (kept.seen !== seen(now)) app.dirty.add(kept.uid);
  }
  emit("list");
}

const seen = ({ state, revision, answered, questions }) => `${state}|${revision}|${answered}|${questions}`;

/** Fetch anew what changed on the server; runs in the turn of the sender, so that no answer is overtaken. */
async function refresh() {
  for (const uid of [...app.dirty]) {
    app.dirty.delete(uid);
    if (await app.db.getKey("packages", uid)) await fetchPackage(uid);
  }
}

async function fetchPackage(uid) {
  try {
    const fresh = await call("GET", `/field/inspections/${uid}/`, { patience: 60000 });
    const old = await app.db.get("packages", uid);
    const line = (app.list || []).find((one) => one.uid === uid);
    await app.db.put("packages", {
      uid, package: newer(fresh, old && old.package), seen: line ? seen(line) : "", taken_at: new Date().toISOString(),
    });
    emit("stored", { inspections: [uid] });
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind !== "gone") throw error;
  }
}

/** Take an inspection onto the device. Raises Trouble without a network. */
export async function takeOn(uid) {
  await fetchPackage(uid);
  await count();
}

/** Take an inspection from the device with its photographs; false while something of it is unsent. */
export async function removePackage(uid) {
  await app.keeper.flush();
  if (await app.queue.holdsAny(uid)) return false;
  const kept = await app.db.get("packages", uid);
  if (!kept) return true;
  await app.db.delete("packages", uid);
  const needed = new Set();
  for (const other of await app.db.getAll("packages")) for (const piece of other.package.evidence) needed.add(piece.sha256);
  for (const entry of await app.queue.all()) if (entry.payload.sha256) needed.add(entry.payload.sha256);
  for (const one of await app.db.getAll("refused")) if (one.payload.sha256) needed.add(one.payload.sha256);
  for (const sha256 of await app.db.getAllKeys("blobs")) if (!needed.has(sha256)) await app.db.delete("blobs", sha256);
  emit("stored", { inspections: [uid] });
  return true;
}

/** Whether somebody is in the middle of a word. */
export function typing() {
  const node = document.activeElement;
  return app.keeper.busy || (node && /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && node.type !== "search");
}
