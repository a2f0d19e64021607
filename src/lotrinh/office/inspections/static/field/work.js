/** One inspection as it stands on this device: what the server gave, and over it what waits to be sent. */

import { emit } from "./events.js";
import { isEmptyRow } from "./values.js";
import { localDay } from "./words.js";

const OPEN = new Set(["planned", "team_set", "announced", "self_reported", "prepared", "under_way", "visited"]);
const EMPTY = { state: "missing", value: null, note: "" };

export class Work {
  constructor({ uid, db, queue, keeper }) {
    Object.assign(this, { uid, db, queue, keeper, before: new Map(), touched: new Map() });
  }

  /** Read it from the device; false when it is not there. */
  async load() {
    const before = this.keeper.unkept();
    const [kept, entries, refused] = await Promise.all([
      this.db.get("packages", this.uid), this.queue.all(this.uid), this.db.getAll("refused"),
    ]);
    if (!kept) return false;
    this.pack = kept.package;
    this.refused = new Map(refused.filter((one) => one.inspection === this.uid).map((one) => [one.target, one]));
    this.local = new Map(entries.map((entry) => [entry.target, entry]));
    for (const { entry } of [...before, ...this.keeper.unkept()]) if (entry.inspection === this.uid) this.local.set(entry.target, entry);
    this.answers = new Map(this.pack.answers.map((one) => [`${one.question}|${one.slot}`, one]));
    this.findings = new Map(this.pack.findings.map((one) => [one.uid, one]));
    return true;
  }

  /** The state with what waits: begun or ended on this device. */
  get state() {
    if (this.local.has(`s|${this.uid}|end_visit`)) return "visited";
    if (this.local.has(`s|${this.uid}|begin_visit`)) return "under_way";
    return this.pack.inspection.state;
  }

  get begun() {
    return this.state === "under_way" || this.state === "visited";
  }

  get open() {
    return OPEN.has(this.state);
  }

  question(key) {
    return this.pack.questions.find((one) => one.key === key);
  }

  /** {content, base, mark, faults, by, at}: mark is none, sent, waiting, held, unkept or refused. */
  standing(target, server, contentOf) {
    const local = this.local.get(target);
    if (local) {
      const mark = this.keeper.failed.has(target) ? "unkept" : local.hold ? "held" : "waiting";
      return { content: contentOf(local.payload), base: local.payload.base_revision, mark, hold: local.hold, faults: local.faults || [] };
    }
    const base = server ? server.revision : 0;
    const refused = this.refused.get(target);
    if (refused && refused.payload.base_revision === base) return { content: contentOf(refused.payload), base, mark: "refused", faults: refused.faults };
    return { content: null, base, mark: server ? "sent" : "none", faults: [], by: server && server.by, at: server && server.at };
  }

  /** The answer to a question or to one slot of it. */
  answer(key, slot = "") {
    const server = this.answers.get(`${key}|${slot}`);
    const found = this.standing(this.answerTarget(key, slot), server, ({ state, value, note }) => ({ state, value, note: note || "" }));
    if (!found.content) found.content = server ? { state: server.state, value: server.value, note: server.note || "" } : { ...EMPTY };
    return found;
  }

  answerTarget(key, slot = "") {
    return `a|${this.uid}|${key}|${slot}`;
  }

  /** Change an answer; hold: why it cannot be sent yet. What stood before can be brought back with `undo`. */
  setAnswer(key, slot, change, hold = "") {
    const target = this.answerTarget(key, slot);
    const { content, base } = this.answer(key, slot);
    const now = Date.now();
    if (now - (this.touched.get(target) || 0) > 2000) this.before.set(target, [...(this.before.get(target) || []).slice(-19), content]);
    this.touched.set(target, now);
    this.put("answer", target, { question: key, slot, base_revision: base, ...content, ...change }, hold);
  }

  canUndo(key, slot = "") {
    return (this.before.get(this.answerTarget(key, slot)) || []).length > 0;
  }

  undo(key, slot = "") {
    const target = this.answerTarget(key, slot);
    const content = (this.before.get(target) || []).pop();
    if (!content) return;
    this.touched.set(target, 0);
    this.put("answer", target, { question: key, slot, base_revision: this.answer(key, slot).base, ...content }, "");
  }

  put(kind, target, payload, hold = "", at = "soon") {
    const entry = { inspection: this.uid, kind, target, payload, hold };
    this.local.set(target, entry);
    this.keeper[at](entry);
    emit("changed", { target });
    return entry;
  }

  /** Slots of a question that hold something: rows of a table. */
  rows(key) {
    const slots = new Set();
    for (const one of this.pack.answers) if (one.question === key && one.slot) slots.add(one.slot);
    for (const entry of this.local.values()) if (entry.kind === "answer" && entry.payload.question === key && entry.payload.slot) slots.add(entry.payload.slot);
    return [...slots].filter((slot) => this.answer(key, slot).content.state === "answered").sort((a, b) => Number(a) - Number(b));
  }

  /** {drawn, recorded, on_time, late, pending, not_found} of a draw, or null before it is drawn. */
  drawn(key) {
    const { value, state } = this.answer(key).content;
    if (state !== "answered" || !value || !value.drawn) return null;
    const told = { drawn: value.drawn.length, recorded: 0, on_time: 0, late: 0, pending: 0, not_found: 0 };
    for (const dossier of value.drawn) {
      const seen = this.answer(key, String(dossier)).content.value;
      if (seen && seen.result) {
        told.recorded += 1;
        told[seen.result] += 1;
      }
    }
    return told;
  }

  /** Whether a question needs nothing more. */
  settled(question) {
    const { content, mark } = this.answer(question.key);
    if (content.state === "not_applicable" || content.state === "refused") return true;
    if (question.kind === "table") {
      const rows = this.rows(question.key).map((slot) => this.answer(question.key, slot));
      return rows.some((row) => !isEmptyRow(row.content.value)) && !rows.some((row) => row.hold);
    }
    const seen = question.kind === "draw" ? this.drawn(question.key) : null;
    if (question.kind === "draw") return Boolean(seen) && seen.recorded === seen.drawn;
    return content.state === "answered" && mark !== "held" && content.value !== null && content.value !== "";
  }

  /** How the whole of a question stands: the least settled of its slots. */
  standingOf(question) {
    const { key, kind } = question;
    const whole = this.answer(key);
    const slots = kind === "table" ? this.rows(key) : kind === "draw" ? ((whole.content.value || {}).drawn || []).map(String) : [];
    const order = ["none", "sent", "waiting", "held", "unkept", "refused"];
    const parts = slots.map((slot) => this.answer(key, slot)).filter((one) => one.mark !== "none");
    return parts.reduce((worst, one) => (order.indexOf(one.mark) > order.indexOf(worst.mark) ? one : worst), whole);
  }

  /** {done, all} of some questions. */
  progress(questions = this.pack.questions) {
    return { done: questions.filter((one) => this.settled(one)).length, all: questions.length };
  }

  /** Findings that were not withdrawn, each {uid, content, base, mark, …}. */
  findingList() {
    const uids = new Set(this.findings.keys());
    for (const entry of this.local.values()) if (entry.kind === "finding") uids.add(entry.payload.uid);
    for (const entry of this.refused.values()) if (entry.kind === "finding") uids.add(entry.payload.uid);
    return [...uids].map((uid) => this.finding(uid)).filter(Boolean);
  }

  finding(uid) {
    const server = this.findings.get(uid);
    const local = this.local.get(`f|${uid}`);
    if ((server && server.withdrawn) || (local && local.kind === "withdraw_finding")) return null;
    const found = this.standing(`f|${uid}`, server, (payload) => payload.content || null);
    if (!found.content && server) found.content = server.content;
    return found.content ? { uid, ...found } : null;
  }

  setFinding(uid, content, hold = "") {
    const known = this.finding(uid);
    this.put("finding", `f|${uid}`, { uid, base_revision: known ? known.base : 0, content }, hold);
  }

  async withdrawFinding(uid, reason) {
    await this.keeper.flush();
    const entry = (await this.queue.all(this.uid)).find((one) => one.target === `f|${uid}` && one.kind === "finding");
    const evidence = this.evidence({ finding: uid });
    if (!this.findings.has(uid) && entry && (await this.queue.drop(entry.uid))) {
      for (const piece of evidence) await this.withdrawEvidence(piece, reason);
      await this.load();
      emit("changed", { target: `f|${uid}` });
      return;
    }
    const base = (this.finding(uid) || { base: 0 }).base;
    this.put("withdraw_finding", `f|${uid}`, { uid, base_revision: base, reason }, "", "now");
  }

  /** Pieces of evidence of {question, slot} or {finding}, the newest version of each. */
  evidence({ question = "", slot = "", finding = "" }) {
    const pieces = new Map();
    const gone = new Set([...this.local.values()].filter((e) => e.kind === "withdraw_evidence").map((e) => e.payload.uid));
    const here = (one) => (finding ? one.finding === finding : !one.finding && one.question === question && (one.slot || "") === slot);
    for (const one of [...this.pack.evidence].sort((a, b) => (a.number || 0) - (b.number || 0))) if (here(one) && !gone.has(one.uid)) pieces.set(one.piece, { ...one, mark: "sent" });
    for (const { kind, payload, extra } of this.local.values()) if (kind === "evidence" && here(payload)) pieces.set(payload.piece, { ...payload, ...(extra || {}), mark: "waiting" });
    return [...pieces.values()];
  }

  /** Keep a file as evidence; also: taken_at, lat, lon when they are wanted. */
  addEvidence({ question = "", slot = "", finding = "" }, file, also = {}) {
    const uid = crypto.randomUUID();
    const { sha256, name, size, type, blob } = file;
    const payload = { uid, piece: uid, question, slot, finding, sha256, name, caption: "", about_on: localDay(), taken_at: null, lat: null, lon: null, ...also };
    const entry = { inspection: this.uid, kind: "evidence", target: `e|${uid}`, payload, extra: { size, content_type: type } };
    this.local.set(entry.target, entry);
    emit("changed", { target: entry.target });
    return this.keeper.now(entry, { sha256, name, size, type, blob, sent: false });
  }

  /** Another caption or day: while it never left, in place; else as the next version of the piece. */
  changeEvidence(piece, change) {
    const { mark, number, size, content_type, by, at, ...payload } = piece;
    const uid = mark === "waiting" ? piece.uid : crypto.randomUUID();
    const entry = { inspection: this.uid, kind: "evidence", target: `e|${uid}`, payload: { ...payload, uid, ...change }, extra: { size, content_type } };
    this.local.set(entry.target, entry);
    this.keeper.soon(entry);
    emit("changed", { target: entry.target });
  }

  async withdrawEvidence(piece, reason) {
    await this.keeper.flush();
    const entry = (await this.queue.all(this.uid)).find((one) => one.target === `e|${piece.uid}` && one.kind === "evidence");
    if (entry && (await this.queue.drop(entry.uid))) {
      this.local.delete(entry.target);
      emit("changed", { target: entry.target });
      return;
    }
    this.put("withdraw_evidence", `w|${piece.uid}`, { uid: piece.uid, reason }, "", "now");
  }

  /** A part of the minutes. */
  part(name) {
    const server = ((this.pack.drafts || {}).minutes || {})[name];
    const found = this.standing(this.partTarget(name), server, ({ value }) => value);
    if (found.content === null) found.content = server ? server.value : "";
    return found;
  }

  partTarget(name) {
    return `d|${this.uid}|minutes|${name}`;
  }

  setPart(name, value) {
    this.put("draft", this.partTarget(name), { draft: "minutes", part: name, base_revision: this.part(name).base, value });
  }

  /** begin_visit or end_visit. */
  step(kind) {
    this.put(kind, `s|${this.uid}|${kind}`, {}, "", "now");
  }

  /** Conflicts that nobody has decided yet, on this answer or all. */
  conflicts(match = () => true) {
    return (this.pack.conflicts || []).filter(match);
  }
}
