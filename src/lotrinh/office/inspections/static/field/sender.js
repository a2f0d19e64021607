/**
 * Sending what waits: one tab at a time, files before the commands that name them, commands in order, each batch until
 * the server has answered. Nothing leaves the queue before its answer is written down.
 */

import { Trouble, call, token } from "./api.js";
import { emit } from "./events.js";

const MOST = 200;
const SHORTEST = 2000;
const LONGEST = 60000;
const FRESH = 25000;

export class Sender {
  /**
   * account: whose queue this is; device: the id of this device; flush: writes what was just typed; takeList: told of
   * the server's list; refresh: fetches what changed there.
   */
  constructor({ account, device, db, queue, flush, takeList, refresh }) {
    Object.assign(this, { account, device, db, queue, flush, takeList, refresh });
    this.state = navigator.onLine ? "online" : "offline";
    this.pause = SHORTEST;
    this.timer = 0;
    this.due = Infinity;
    this.asked = 0;
    this.csrf = "";
    this.running = null;
    this.stopped = false;
  }

  /** Send in so many milliseconds at the latest. */
  soon(delay = SHORTEST) {
    const due = Date.now() + delay;
    if (this.stopped || (this.timer && due >= this.due)) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.now(), delay);
  }

  /** Send now; while it is being sent, again afterwards. ask: ask the server for its list in any case. */
  now({ ask = false } = {}) {
    clearTimeout(this.timer);
    this.timer = 0;
    if (ask) this.asked = 0;
    if (this.stopped) return Promise.resolve();
    if (this.running) {
      this.more = true;
      return this.running;
    }
    this.running = this.alone(() => this.round()).finally(() => {
      this.running = null;
      if (this.more) this.soon(200);
      this.more = false;
    });
    return this.running;
  }

  /** Run it in one tab alone; another tab that is at it does it for us. */
  async alone(work) {
    const name = `lotrinh-field-${this.account.id}`;
    if (navigator.locks) return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : this.soon(5000)));
    const until = Number(localStorage.getItem(name) || 0);
    if (until > Date.now()) return this.soon(5000);
    const hold = () => localStorage.setItem(name, String(Date.now() + 15000));
    hold();
    const holding = setInterval(hold, 5000);
    try {
      return await work();
    } finally {
      clearInterval(holding);
      localStorage.removeItem(name);
    }
  }

  async round() {
    try {
      await this.flush();
      await this.meet();
      await this.sendAll();
      await this.refresh();
      this.pause = SHORTEST;
      this.become("online");
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * Who is signed in, and what there is. The token is read before the question: when somebody else signs in after the
   * answer, the token has changed and the server refuses what this queue sends.
   */
  async meet() {
    if (this.csrf && Date.now() - this.asked < FRESH) return;
    const before = token();
    const sent = Date.now();
    const list = await call("GET", "/field/inspections/", { patience: 20000 });
    if (String(list.account.id) !== String(this.account.id)) throw new Trouble("other_account", list.account);
    this.csrf = before || token();
    this.asked = Date.now();
    this.tellClock(list.server_time, sent);
    await this.takeList(list);
  }

  tellClock(serverTime, sent) {
    const middle = (sent + Date.now()) / 2;
    const off = Math.round((middle - Date.parse(serverTime)) / 1000);
    emit("clock", Number.isFinite(off) && Math.abs(off) > 120 ? off : 0);
  }

  async sendAll() {
    const passed = new Set();
    let most = MOST;
    for (;;) {
      const entries = await this.queue.batch(passed, most);
      if (!entries.length) return;
      this.become("sending");
      await this.sendFiles(entries, passed);
      const ready = entries.filter((entry) => !passed.has(entry.uid));
      if (ready.length) most = await this.sendBatch(ready, passed, most);
    }
  }

  /** A batch that the server cannot read is halved until the one is found that is to blame. */
  async sendBatch(entries, passed, most) {
    const left = await this.queue.leave(entries);
    if (!left.length) return most;
    const commands = left.map(({ uid, place, inspection, kind, made_at, payload }) => ({ uid, place, inspection, kind, made_at, payload }));
    const body = { device: this.device, sent_at: new Date().toISOString(), commands };
    let answer;
    try {
      answer = await this.post(body);
    } catch (error) {
      if (error.kind !== "faults") throw error;
      if (left.length > 1) return Math.ceil(left.length / 2);
      const faults = (error.detail && error.detail.faults) || [];
      answer = { results: [{ uid: left[0].uid, outcome: "refused", faults }] };
    }
    const told = await this.queue.settle(left, answer.results, answer.inspections);
    for (const entry of told.again) passed.add(entry.uid).add(entry.target);
    await this.db.put("meta", new Date().toISOString(), "last_sent");
    emit("sent", { ...told, inspections: [...new Set(left.map((entry) => entry.inspection))] });
    return MOST;
  }

  async post(body) {
    try {
      return await call("POST", "/field/sync/", { json: body, csrf: this.csrf });
    } catch (error) {
      if (error.kind !== "token") throw error;
      this.csrf = "";
      await this.meet();
      return call("POST", "/field/sync/", { json: body, csrf: this.csrf });
    }
  }

  /** The files that these entries name, one after the other; what the server has is not sent again. */
  async sendFiles(entries, passed) {
    for (const entry of entries.filter((one) => one.kind === "evidence")) {
      const { sha256 } = entry.payload;
      const blob = await this.db.get("blobs", sha256);
      if (!blob || blob.sent) continue;
      try {
        const { known } = await call("GET", `/field/files/${sha256}/known/`, { patience: 20000 });
        if (!known) await this.putFile(blob);
        await this.db.put("blobs", { ...blob, sent: true });
      } catch (error) {
        if (error.kind !== "faults" || cutShort(error.detail)) throw error;
        // Too much for one day: it waits here with its file, and the rest goes on.
        if (!dayFull(error.detail)) await this.refuse(entry, error.detail);
        passed.add(entry.uid).add(entry.target);
      }
    }
  }

  async putFile({ sha256, name, blob }) {
    const send = () => call("PUT", `/field/files/${sha256}/`, {
      body: blob, csrf: this.csrf, patience: 300000,
      headers: { "X-File-Name": encodeURIComponent(name), "Content-Type": blob.type || "application/octet-stream" },
    });
    try {
      await send();
    } catch (error) {
      if (error.kind !== "token") throw error;
      this.csrf = "";
      await this.meet();
      await send();
    }
  }

  async refuse(entry, detail) {
    const [left] = await this.queue.leave([entry]);
    if (!left) return;
    await this.queue.settle([left], [{ uid: left.uid, outcome: "refused", faults: (detail && detail.faults) || [] }], []);
    emit("sent", { refused: 1, inspections: [left.inspection] });
  }

  fail(error) {
    if (!(error instanceof Trouble)) console.error(error);
    const kind = error instanceof Trouble ? error.kind : "server";
    this.csrf = "";
    this.become({ offline: "offline", sign_in: "sign_in", other_account: "other_account", refused: "not_allowed" }[kind] || "trouble", error.detail);
    if (kind === "other_account") return;
    this.soon(this.pause * (0.8 + Math.random() * 0.4));
    this.pause = Math.min(LONGEST, this.pause * 2);
  }

  become(state, detail = null) {
    this.state = state;
    emit("state", { state, detail });
  }

  /** The network is back: no need to wait. */
  awake() {
    this.pause = SHORTEST;
    this.csrf = "";
    return this.now({ ask: true });
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }
}

/** The file did not arrive whole: the way was to blame and not the file. */
const cutShort = (detail) => ((detail && detail.faults) || []).some((fault) => fault.code === "inspections.other_bytes");
const dayFull = (detail) => ((detail && detail.faults) || []).some((fault) => fault.code === "files.day_full");
