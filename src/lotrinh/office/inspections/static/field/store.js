/**
 * What is kept on the device. One database for the device (who was here last) and one for each account: packages,
 * queue, files, refused commands. A database grows by steps: an old one is brought up to date without losing a row.
 */

import { openDB } from "../platform/vendor/idb/idb.js";

const DEVICE_STEPS = [(db) => db.createObjectStore("meta")];

const ACCOUNT_STEPS = [
  (db) => {
    db.createObjectStore("packages", { keyPath: "uid" });
    const queue = db.createObjectStore("queue", { keyPath: "place", autoIncrement: true });
    queue.createIndex("uid", "uid", { unique: true });
    queue.createIndex("target", "target");
    queue.createIndex("inspection", "inspection");
    db.createObjectStore("blobs", { keyPath: "sha256" });
    db.createObjectStore("refused", { keyPath: "uid" });
    db.createObjectStore("meta");
  },
];

const STRICT = { durability: "strict" };

function open(name, steps, outdated) {
  return openDB(name, steps.length, {
    upgrade(db, before, _after, transaction) {
      for (const step of steps.slice(before)) step(db, transaction);
    },
    blocking(_current, _blocked, event) {
      event.target.close();
      outdated();
    },
  });
}

/** The database of the device. outdated: called when a newer page of this site needs it in a newer form. */
export const openDevice = (outdated) => open("lotrinh-field", DEVICE_STEPS, outdated);

/** The database of one account. */
export const openAccount = (id, outdated) => open(`lotrinh-field-${id}`, ACCOUNT_STEPS, outdated);

/** A transaction that is on the disk when it is done: an empty battery takes nothing of it. */
export const firmly = (db, stores) => db.transaction(stores, "readwrite", STRICT);

/** Whether a fault says that the disk is full. */
export const isFull = (error) => error && (error.name === "QuotaExceededError" || /quota|full/i.test(String(error.message)));

/** {persisted, usage, quota}; what the browser does not tell is null. */
export async function storageState() {
  const storage = navigator.storage;
  if (!storage) return { persisted: null, usage: null, quota: null };
  const [persisted, estimate] = await Promise.all([
    storage.persisted ? storage.persisted() : null,
    storage.estimate ? storage.estimate() : {},
  ]);
  return { persisted, usage: estimate.usage ?? null, quota: estimate.quota ?? null };
}

/** Ask the browser not to clean up what is kept here; true when it agreed. */
export const askToPersist = async () => (navigator.storage && navigator.storage.persist ? navigator.storage.persist() : false);
