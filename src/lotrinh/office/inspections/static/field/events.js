/** Who wants to know what happened in the page: a name, and who listens to it. */

const listeners = new Map();
const last = new Map();

/** Listen; the answer is a function that stops listening. */
export function on(name, listener) {
  if (!listeners.has(name)) listeners.set(name, new Set());
  listeners.get(name).add(listener);
  return () => listeners.get(name).delete(listener);
}

/** Listen, and be told at once what was told last. */
export function onStanding(name, listener) {
  if (last.has(name)) listener(last.get(name));
  return on(name, listener);
}

/** Tell everybody who listens. */
export function emit(name, data) {
  last.set(name, data);
  for (const listener of [...(listeners.get(name) || [])]) listener(data);
}
