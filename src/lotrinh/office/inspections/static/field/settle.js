/** What the server said, written into packages, queue and the list of refused ones: all of it or nothing. */

/** transaction: over queue, packages, refused and blobs. Answers {taken, conflicts, refused, again}. */
export async function settleInto(transaction, entries, results, inspections) {
  const told = { taken: 0, conflicts: 0, refused: 0, again: [] };
  const answers = new Map(results.map((result) => [result.uid, result]));
  const packages = await packagesOf(transaction, entries);
  for (const entry of entries) {
    const result = answers.get(entry.uid);
    const kept = packages.get(entry.inspection);
    if (!result || result.outcome === "again") await keep(transaction, entry, result, told);
    else await remove(transaction, entry, result, kept && kept.package, told);
  }
  for (const { uid, state, revision } of inspections || []) {
    const kept = packages.get(uid);
    if (kept) Object.assign(kept.package.inspection, { state, revision });
  }
  for (const kept of packages.values()) await transaction.objectStore("packages").put(kept);
  return told;
}

async function packagesOf(transaction, entries) {
  const found = new Map();
  for (const uid of new Set(entries.map((entry) => entry.inspection))) {
    const kept = await transaction.objectStore("packages").get(uid);
    if (kept) found.set(uid, kept);
  }
  return found;
}

/** Not now: the server kept nothing of it, so that it may be changed again. */
async function keep(transaction, entry, result, told) {
  told.again.push(entry);
  if (!result) return;
  const queue = transaction.objectStore("queue");
  const kept = await queue.get(entry.place);
  if (!kept) return;
  const others = (await queue.index("target").getAll(entry.target)).length > 1;
  await queue.put({ ...kept, tries: others ? kept.tries : 0, faults: result.faults || [] });
}

async function remove(transaction, entry, result, pack, told) {
  const queue = transaction.objectStore("queue");
  await queue.delete(entry.place);
  if (result.outcome === "refused") {
    told.refused += 1;
    await transaction.objectStore("refused").put({ ...entry, faults: result.faults || [], refused_at: new Date().toISOString() });
    return;
  }
  if (result.outcome === "conflict") {
    told.conflicts += 1;
    if (pack) addConflict(pack, result.conflict, entry);
    return;
  }
  told.taken += 1;
  if (pack) TAKEN[entry.kind](pack, entry.payload, result, entry);
  if (entry.kind === "evidence") await markSent(transaction, entry.payload.sha256);
  await rebase(queue, entry.target, result.revision);
}

/** What was typed meanwhile was typed on what has now been taken. */
async function rebase(queue, target, revision) {
  if (revision === undefined) return;
  for (const next of await queue.index("target").getAll(target)) {
    if (!next.tries && "base_revision" in next.payload) {
      next.payload.base_revision = revision;
      await queue.put(next);
    }
  }
}

async function markSent(transaction, sha256) {
  const blob = await transaction.objectStore("blobs").get(sha256);
  if (blob) await transaction.objectStore("blobs").put({ ...blob, sent: true });
}

function addConflict(pack, conflict, entry) {
  pack.conflicts = (pack.conflicts || []).filter((one) => one.id !== conflict.id);
  pack.conflicts.push({ target: targetOf(entry), at: new Date().toISOString(), ...conflict });
}

function targetOf({ kind, payload }) {
  if (kind === "answer") return { kind, question: payload.question, slot: payload.slot };
  if (kind === "draft") return { kind, draft: payload.draft, part: payload.part };
  return { kind: "finding", uid: payload.uid };
}

const TAKEN = {
  answer(pack, payload, { revision }) {
    const same = (one) => one.question === payload.question && one.slot === payload.slot;
    pack.answers = pack.answers.filter((one) => !same(one));
    const { question, slot, state, value, note } = payload;
    pack.answers.push({ question, slot, state, value, note, revision, by: pack.account.name, at: new Date().toISOString() });
  },
  finding(pack, payload, { revision }) {
    pack.findings = pack.findings.filter((one) => one.uid !== payload.uid);
    pack.findings.push({ uid: payload.uid, revision, content: payload.content, by: pack.account.name, at: new Date().toISOString(), withdrawn: false });
  },
  withdraw_finding(pack, payload) {
    for (const one of pack.findings) if (one.uid === payload.uid) one.withdrawn = true;
  },
  evidence(pack, payload, _result, entry) {
    pack.evidence = pack.evidence.filter((one) => one.uid !== payload.uid);
    pack.evidence.push({ ...payload, ...(entry.extra || {}) });
  },
  withdraw_evidence(pack, payload) {
    pack.evidence = pack.evidence.filter((one) => one.uid !== payload.uid);
  },
  draft(pack, payload, { revision }) {
    const parts = ((pack.drafts = pack.drafts || {})[payload.draft] = pack.drafts[payload.draft] || {});
    parts[payload.part] = { value: payload.value, revision, by: pack.account.name, at: new Date().toISOString() };
  },
  begin_visit() {},
  end_visit() {},
};

/** A newer package over the one on the device: of every answer, finding and part the later revision stays. */
export function newer(fresh, old) {
  if (!old) return fresh;
  const later = (mine, theirs) => (theirs && theirs.revision > mine.revision ? theirs : mine);
  const answers = new Map(old.answers.map((one) => [`${one.question}|${one.slot}`, one]));
  const findings = new Map(old.findings.map((one) => [one.uid, one]));
  fresh.answers = fresh.answers.map((one) => later(one, answers.get(`${one.question}|${one.slot}`)));
  fresh.findings = fresh.findings.map((one) => later(one, findings.get(one.uid)));
  return fresh;
}
