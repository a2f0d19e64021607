/** The queue as a file, for the day when there is no other way: everything unsent, with its photographs. */

import { hex } from "./draw.js";
import { firmly } from "./store.js";
import { sha256 } from "./images.js";

const FORMAT = "lotrinh-field-queue";
const VERSION = 1;

/**
 * A file with all that is not sent, and what was refused. unkept: what only the memory holds. What left in a file
 * counts as sent from now on: a later change gets an id of its own, or the server would take only one of the two.
 */
export async function queueFile({ db, account, device, unkept }) {
  const left = await leave(db).catch(() => db.getAll("queue"));
  const memory = unkept.map(({ entry }, i) => {
    Object.assign(entry, { uid: entry.uid || crypto.randomUUID(), tries: 1 });
    return { ...entry, made_at: new Date().toISOString(), place: 1e12 + i };
  });
  const commands = [...left, ...memory].map(plain);
  const refused = (await db.getAll("refused").catch(() => [])).map((one) => ({ ...plain(one), faults: one.faults }));
  const inMemory = new Map(unkept.filter((one) => one.blob).map(({ blob }) => [blob.sha256, blob]));
  const blobs = [];
  for (const wanted of new Set([...commands, ...refused].map((one) => one.payload.sha256).filter(Boolean))) {
    const found = inMemory.get(wanted) || (await db.get("blobs", wanted));
    if (found) blobs.push({ sha256: wanted, name: found.name, type: found.type, size: found.size, base64: await base64(found.blob) });
  }
  const content = { account, device, made_at: new Date().toISOString(), commands, refused, blobs };
  const text = JSON.stringify(content);
  const whole = { format: FORMAT, version: VERSION, checksum: await digest(text), content: text };
  return new Blob([JSON.stringify(whole)], { type: "application/json" });
}

async function leave(db) {
  const transaction = firmly(db, ["queue"]);
  const entries = await transaction.store.getAll();
  for (const entry of entries) {
    entry.tries += 1;
    transaction.store.put(entry).catch(() => {});
  }
  await transaction.done;
  return entries;
}

const plain = ({ uid, place, inspection, kind, target, payload, extra, made_at, hold }) =>
  ({ uid, place, inspection, kind, target, payload, extra: extra || null, made_at, hold: hold || "" });

const digest = async (text) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = "";
  for (let i = 0; i < bytes.length; i += 32768) binary += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(binary);
}

/** Why a file cannot be taken back: an English sentence, with places. */
export class WrongFile extends Error {
  constructor(sentence, places = {}) {
    super(sentence);
    this.places = places;
  }
}

/** Take a file back; answers how many entries are new here. Ids stay, so that nothing is taken twice by the server. */
export async function takeBack(file, { db, account }) {
  const content = await readFile(file);
  if (String(content.account.id) !== String(account.id)) {
    throw new WrongFile("This file belongs to {name}. Sign in as {name} to take it back.", { name: content.account.name });
  }
  const blobs = [];
  for (const one of content.blobs) {
    const blob = new Blob([Uint8Array.from(atob(one.base64), (c) => c.charCodeAt(0))], { type: one.type });
    if ((await sha256(blob)) !== one.sha256) throw new WrongFile("A photograph in this file is damaged. Use another copy of the file.");
    blobs.push({ sha256: one.sha256, name: one.name, type: one.type, size: one.size, blob, sent: false });
  }
  return write(db, content, blobs);
}

async function readFile(file) {
  let whole;
  try {
    whole = JSON.parse(await file.text());
  } catch {
    throw new WrongFile("This is no file of a queue. Choose the file that this page saved.");
  }
  if (!whole || whole.format !== FORMAT) throw new WrongFile("This is no file of a queue. Choose the file that this page saved.");
  if (whole.version !== VERSION) throw new WrongFile("This file was saved by another version of the page. Update the page, then try again.");
  if ((await digest(whole.content)) !== whole.checksum) throw new WrongFile("This file was changed or is not complete. Use another copy of the file.");
  return JSON.parse(whole.content);
}

async function write(db, content, blobs) {
  const transaction = firmly(db, ["queue", "blobs"]);
  const queue = transaction.objectStore("queue");
  for (const blob of blobs) {
    if (!(await transaction.objectStore("blobs").get(blob.sha256))) await transaction.objectStore("blobs").put(blob);
  }
  let added = 0;
  for (const entry of [...content.commands].sort((a, b) => a.place - b.place)) {
    if (await queue.index("uid").get(entry.uid)) continue;
    const { place, ...rest } = entry;
    await queue.add({ ...rest, tries: 1 });
    added += 1;
  }
  await transaction.done;
  return added;
}
