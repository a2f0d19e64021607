/**
 * Between the keys and the disk. A change is on the disk 300 ms after its first keystroke at the latest, and at once
 * when the page goes out of sight. What the disk does not take stays here, in memory, and is tried again.
 */

import { emit } from "./events.js";
import { isFull } from "./store.js";

const DELAY = 300;

export class Keeper {
  constructor(queue) {
    this.queue = queue;
    this.waiting = new Map();
    this.failed = new Map();
    this.inWriting = new Map();
    this.writing = Promise.resolve();
    this.timer = 0;
  }

  /** Keep a change soon. */
  soon(entry) {
    this.waiting.set(entry.target, { entry, blob: null });
    this.timer ||= setTimeout(() => this.flush(), DELAY);
  }

  /** Keep a change now, with its file. */
  now(entry, blob = null) {
    this.waiting.set(entry.target, { entry, blob });
    return this.flush();
  }

  /** Whether something is not on the disk yet. */
  get busy() {
    return this.waiting.size > 0;
  }

  /** Write everything that waits; after that, what failed before. */
  flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    const changes = [...this.waiting.values()];
    this.waiting.clear();
    for (const change of changes) this.inWriting.set(change.entry.target, change);
    this.writing = this.writing.then(() => this.write(changes));
    return this.writing;
  }

  async write(changes) {
    const failed = this.failed.size;
    const again = [...this.failed.values()].filter(({ entry }) => !changes.some((one) => one.entry.target === entry.target));
    let kept = 0;
    for (const change of [...again, ...changes]) kept += (await this.writeOne(change)) ? 1 : 0;
    if (this.failed.size || failed) emit("disk", this.failed.size);
    if (kept) emit("kept", kept);
  }

  async writeOne(change) {
    const kept = await this.tryOne(change);
    if (this.inWriting.get(change.entry.target) === change) this.inWriting.delete(change.entry.target);
    return kept;
  }

  async tryOne({ entry, blob }) {
    try {
      await this.queue.put(entry, blob);
      this.failed.delete(entry.target);
      return true;
    } catch (error) {
      if (!isFull(error)) console.warn("not kept", error);
      entry.uid ||= crypto.randomUUID();
      this.failed.set(entry.target, { entry, blob });
      return false;
    }
  }

  /** What only the memory holds: [{entry, blob}]. */
  unkept() {
    const newest = new Map([...this.failed, ...this.inWriting, ...this.waiting]);
    return [...newest.values()];
  }
}
