/** The answer of a question on its card, by the kind of answer. */

import { inputOf } from "./inputs.js";
import { drawOf } from "./drawing.js";
import { tableOf } from "./table.js";

/** {node, update}. labelId: the element that holds the question's words. */
export function controlOf(work, question, labelId) {
  if (question.kind === "table") return tableOf(work, question, labelId);
  if (question.kind === "draw") return drawOf(work, question, labelId);
  const asked = { ...question.item, answer: question.kind };
  const set = (value, hold) => work.setAnswer(question.key, "", { state: value === null ? "missing" : "answered", value }, hold);
  const input = inputOf(asked, set, { "aria-labelledby": labelId });
  return {
    node: input.node,
    update() {
      const { content } = work.answer(question.key);
      input.update(content.state === "answered" ? content.value : null, !work.open);
    },
  };
}
