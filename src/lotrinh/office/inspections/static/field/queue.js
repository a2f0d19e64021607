/**
 * What waits to be sent. An entry: {place, uid, inspection, kind, target, payload, made_at, tries, hold}.
 *
 * target: what it changes; tries: how often sending began, or that it left the device in a file; hold: why it is not
 * ready to be sent. An entry that never left the device may be replaced in place and keeps its uid; once it left, a
 * change is a new entry, since the server answers an id once. So a target has at most one entry that never left.
 */

import { firmly } from "./store.js";
import { settleInto } from "./settle.js";

const MOST = 200;

export class Queue {
  constructor(db) {
    this.db = db;
  }

  /** Keep a change, in place of one about the same target that never left the device; with its file, or not at all. */
  async put(entry, blob = null) {
    const transaction = firmly(this.db, blob ? ["queue", "blobs"] : ["queue"]);
    const queue = transaction.objectStore("queue");
    if (blob) transaction.objectStore("blobs").put(blob).catch(() => {});
    const others = (await queue.index("target").getAll(entry.target)).filter((one) => one.kind === entry.kind);
    const same = entry.tries ? null : others.find((one) => !one.tries);
    for (const one of others) if (one.hold && one !== same) await queue.delete(one.place);
    const base = same || others.find((one) => one.hold);
    const kept = { ...fresh(entry), ...(same ? { uid: same.uid, place: same.place } : {}) };
    if (base) Object.assign(kept.payload, based(base.payload));
    kept.place = await queue.put(kept);
    await transaction.done;
    return kept;
  }

  /** Everything that waits, in order; of one inspection, or of all. */
  all(inspection = null) {
    return inspection ? this.db.getAllFromIndex("queue", "inspection", inspection) : this.db.getAll("queue");
  }

  /** {waiting, photos, held}: how much is not sent. */
  async counts() {
    const waiting = await this.all();
    return {
      waiting: waiting.length,
      photos: waiting.filter((e) => e.kind === "evidence").length,
      held: waiting.filter((e) => e.hold).length,
    };
  }

  /**
   * The next entries to send, in order: at most `most`, none twice about one target, since the second one names the
   * revision that the first one will get. passed: uids and targets that were put off in this round.
   */
  async batch(passed, most = MOST) {
    const found = [];
    const targets = new Set();
    for (const entry of await this.all()) {
      if (entry.hold || passed.has(entry.uid) || passed.has(entry.target)) continue;
      if (targets.has(entry.target) || found.length === most) break;
      targets.add(entry.target);
      found.push(entry);
    }
    return found;
  }

  /** Sending begins: from now on these entries are what they are. */
  async leave(entries) {
    const transaction = firmly(this.db, ["queue"]);
    const left = [];
    for (const entry of entries) {
      const kept = await transaction.store.get(entry.place);
      if (!kept || kept.hold) continue;
      kept.tries += 1;
      await transaction.store.put(kept);
      left.push(kept);
    }
    await transaction.done;
    return left;
  }

  /** What the server said to a batch, in one transaction; answers {taken, conflicts, refused, again}: numbers, uids. */
  async settle(entries, results, inspections) {
    const transaction = firmly(this.db, ["queue", "packages", "refused", "blobs"]);
    const told = await settleInto(transaction, entries, results, inspections);
    await transaction.done;
    return told;
  }

  /** Take back an entry that never left the device; false when it did. */
  async drop(uid) {
    const transaction = firmly(this.db, ["queue", "blobs"]);
    const queue = transaction.objectStore("queue");
    const entry = await queue.index("uid").get(uid);
    const free = Boolean(entry) && !entry.tries;
    if (free) {
      await queue.delete(entry.place);
      const { sha256 } = entry.payload;
      const shared = sha256 && (await queue.getAll()).some((one) => one.payload.sha256 === sha256);
      if (sha256 && !shared) await transaction.objectStore("blobs").delete(sha256);
    }
    await transaction.done;
    return free;
  }

  /** Whether anything of an inspection is not sent, or was refused and is still kept. */
  async holdsAny(inspection) {
    const waiting = await this.db.countFromIndex("queue", "inspection", inspection);
    const refused = await this.db.getAll("refused");
    return waiting > 0 || refused.some((one) => one.inspection === inspection);
  }
}

const fresh = ({ uid, inspection, kind, target, payload, extra, tries, hold }) => ({
  uid: uid || crypto.randomUUID(), inspection, kind, target, payload: { ...payload }, extra: extra || null,
  made_at: new Date().toISOString(), tries: tries || 0, hold: hold || "",
});

/** A replaced change stays based on the revision that it was made on. */
const based = (payload) => ("base_revision" in payload ? { base_revision: payload.base_revision } : {});
