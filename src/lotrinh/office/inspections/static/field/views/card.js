/** One question: its words, its answer, a note, photographs, and what stands about it. */

import { button, el, fill, icon, nextId } from "../dom.js";
import { suggested } from "../suggest.js";
import { moment, said, t } from "../words.js";
import { controlOf } from "./controls.js";
import { photosOf } from "./photos.js";
import { markOf } from "./visit.js";

const ORIGINS = { finding: "Found last time", task: "Overdue task", risk: "Weak signal", report: "From the self-report", hand: "Added by the team" };

/** {node, update, isAbout}: a card that follows what happens to its question. */
export function questionCard(work, question, place) {
  const id = nextId("question");
  const mark = el("span", { class: "mark" });
  const control = controlOf(work, question, id);
  const note = noteOf(work, question);
  const photos = photosOf(work, { question: question.key, slot: "" });
  const asides = el("div", { class: "asides" });
  const extra = el("div", { class: "card-tools" });
  const trouble = el("div", { class: "trouble" });
  const node = el("article", { class: "card question", "aria-labelledby": id, "data-question": question.key },
    el("div", { class: "card-top" }, el("span", { class: "place" }, place), mark),
    el("h3", { id }, said(question.text), question.item.required ? el("span", { class: "needed", title: t("Needed") }, " *") : null),
    about(question), control.node, asides, trouble, note.node, photos.node, extra);
  const update = () => {
    const standing = work.standingOf(question);
    markOf(mark, standing);
    fill(trouble, troubleOf(work, question, standing));
    control.update();
    note.update();
    photos.update();
    fill(asides, asidesOf(work, question));
    fill(extra, tools(work, question, note, photos));
    node.classList.toggle("settled", work.settled(question));
  };
  const stem = `a|${work.uid}|${question.key}|`;
  update();
  return { node, update, isAbout: (target) => target.startsWith(stem) || /^[ewf]\|/.test(target) };
}

// A long reason is folded: on a phone it would push the answer off the screen.
function why(words) {
  const line = (shown) => el("p", {}, icon("info-circle"), el("span", {}, shown));
  if (words.length <= 200) return line(words);
  return el("details", {}, el("summary", {}, `${words.slice(0, 120).trimEnd()}…`), line(words));
}

function about(question) {
  const { item, reason, origin } = question;
  const more = [
    item.help ? el("p", {}, said(item.help)) : null,
    item.evidence ? el("p", {}, icon("camera"), el("span", {}, t("Evidence: {what}", { what: said(item.evidence) }))) : null,
    reason ? why(said(reason)) : null,
  ].filter(Boolean);
  const chip = ORIGINS[origin] ? el("p", {}, el("span", { class: "chip gold" }, t(ORIGINS[origin]))) : null;
  return [chip, more.length ? el("div", { class: "about" }, more) : null];
}

function noteOf(work, question) {
  const id = nextId("note");
  const input = el("textarea", { id, rows: "2", maxlength: "20000", oninput: () => work.setAnswer(question.key, "", { note: input.value }, work.answer(question.key).hold || "") });
  const node = el("div", { class: "field note-field", hidden: true }, el("label", { for: id }, t("Note")), input);
  return {
    node,
    show() { node.hidden = false; input.focus(); },
    update() {
      const { note } = work.answer(question.key).content;
      if (note) node.hidden = false;
      if (document.activeElement !== input && input.value !== note) input.value = note;
      input.disabled = !work.open;
    },
  };
}

function asidesOf(work, question) {
  const { content } = work.answer(question.key);
  const aside = (state, words) => el("button", { type: "button", class: "aside", disabled: !work.open, "aria-pressed": String(content.state === state), onclick: () =>
    work.setAnswer(question.key, "", content.state === state ? { state: "missing", value: null } : { state, value: null }) }, words);
  return [aside("not_applicable", t("Not applicable")), aside("refused", t("Not given"))];
}

function tools(work, question, note, photos) {
  if (!work.open) return [];
  const offer = suggested(work, question);
  return [
    note.node.hidden ? button(t("Note"), { drawing: "pencil", kind: "tool", onclick: () => note.show() }) : null,
    photos.button(),
    el("a", { class: `tool${offer ? " offered" : ""}`, href: `#/${work.uid}/findings/new/${encodeURIComponent(question.key)}` }, icon("flag"), el("span", {}, offer ? t("Record the finding") : t("Finding"))),
    work.canUndo(question.key) ? button(t("Undo"), { drawing: "arrow-back-up", kind: "tool", onclick: () => work.undo(question.key) }) : null,
  ];
}

function troubleOf(work, question, { mark, faults, by, at }) {
  const conflicts = work.conflicts(({ target }) => target.kind === "answer" && target.question === question.key);
  return [
    mark === "refused" ? el("div", { class: "note bad" }, el("p", {}, t("The server did not take this: {why}", { why: faults.map(said).join(" ") }))) : null,
    mark === "waiting" && faults.length ? el("p", { class: "hint" }, faults.map(said).join(" ")) : null,
    conflicts.length ? el("a", { class: "note bad", href: `#/${work.uid}/conflicts` }, icon("git-compare"), t("Two people answered differently. Compare both.")) : null,
    by && at && mark === "sent" && by !== work.pack.account.name ? el("p", { class: "hint" }, t("By {name}, {when}", { name: by, when: moment(at) })) : null,
  ];
}
