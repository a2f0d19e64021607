/** The questions of an inspection: by content group, searched, and only those that are open. */

import { el, fill, icon } from "../dom.js";
import { fold, number, said, t } from "../words.js";
import { questionCard } from "./card.js";

/** A part of the page. rest: the number of the content group that is shown, or "all". */
export async function questionsView(work, context, rest) {
  const groups = groupsOf(work);
  const search = el("input", { type: "search", id: "question-search", placeholder: t("Search in the questions"), "aria-label": t("Search in the questions"), autocomplete: "off" });
  const open = el("input", { type: "checkbox", id: "only-open" });
  const chosen = rest[0] === "all" ? null : groups.find((group) => String(group.content) === rest[0]) || groups[0];
  const list = el("div", { class: "questions" });
  const nav = el("nav", { class: "groups", "aria-label": t("Content groups") });
  const shown = el("p", { class: "told", role: "status", "aria-live": "polite" });
  let cards = [];
  const drawNav = () => fill(nav, groups.map((group) => groupLink(work, group, group === chosen)), allLink(work, rest[0] === "all"));
  const drawList = () => {
    const words = fold(search.value);
    const from = words ? work.pack.questions : chosen ? chosen.questions : work.pack.questions;
    const wanted = from.filter((one) => (!words || fold(`${said(one.text)} ${one.text.vi}`).includes(words)) && (!open.checked || !work.settled(one)));
    cards = wanted.map((one) => questionCard(work, one, number(work.pack.questions.indexOf(one) + 1)));
    fill(list, words ? null : el("h2", { class: "group-title" }, chosen ? titleOf(chosen) : t("All questions")), cards.map((card) => card.node), wanted.length ? null : nothing(open.checked));
    fill(shown, words || open.checked ? t("{count} questions", { count: number(wanted.length) }) : "");
    if (!words && chosen) list.append(...around(work, groups, chosen));
  };
  search.addEventListener("input", drawList);
  open.addEventListener("change", drawList);
  context.onWork(() => { drawNav(); for (const card of cards) card.update(); });
  context.during("changed", ({ target }) => { drawNav(); for (const card of cards) if (card.isAbout(target)) card.update(); });
  drawNav();
  drawList();
  return el("div", { class: "columns" }, nav, el("div", {},
    el("div", { class: "tools" }, el("div", { class: "search" }, icon("search"), search), el("label", { class: "switch", for: "only-open" }, open, el("span", {}, t("Not answered")))),
    shown, list));
}

function groupsOf(work) {
  const titles = new Map(work.pack.contents.map((one) => [one.number, one]));
  const groups = new Map();
  for (const question of work.pack.questions) {
    const key = question.content ?? 0;
    if (!groups.has(key)) groups.set(key, { content: key, title: titles.get(key), questions: [] });
    groups.get(key).questions.push(question);
  }
  return [...groups.values()].sort((a, b) => a.content - b.content);
}

const titleOf = (group) => (group.title ? said(group.title) : t("For this unit"));

function groupLink(work, group, here) {
  const { done, all } = work.progress(group.questions);
  return el("a", { href: `#/${work.uid}/questions/${group.content}`, "aria-current": here ? "true" : null, class: done === all ? "full" : null },
    el("span", { class: "group-number", "aria-hidden": "true" }, done === all ? icon("check") : String(group.content || "•")),
    el("span", { class: "group-words" }, titleOf(group)), el("span", { class: "count" }, `${number(done)}/${number(all)}`));
}

function allLink(work, here) {
  const { done, all } = work.progress();
  return el("a", { href: `#/${work.uid}/questions/all`, "aria-current": here ? "true" : null }, el("span", { class: "group-number", "aria-hidden": "true" }, icon("list")),
    el("span", { class: "group-words" }, t("All questions")), el("span", { class: "count" }, `${number(done)}/${number(all)}`));
}

function around(work, groups, chosen) {
  const next = groups[groups.indexOf(chosen) + 1];
  return next ? [el("a", { class: "button next", href: `#/${work.uid}/questions/${next.content}` }, el("span", {}, t("Next: {title}", { title: titleOf(next) })), icon("arrow-right"))] : [];
}

const nothing = (open) => el("div", { class: "empty" }, icon(open ? "circle-check" : "search"), el("h2", {}, open ? t("Everything here is answered") : t("No question fits")));
