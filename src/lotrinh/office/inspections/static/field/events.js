/** Who wants to know what happened in the page: a name, and who listens to it. */

const listeners = new Map();

/** Listen; the answer is a function that stops listening. */
export function on(name, listener) {
  if (!listeners.has(name)) listeners.set(name, new Set());
  listeners.get(name).add(listener);
  return () => listeners.get(name).delete(listener);
}

/** Tell everybody who listens. */
export function emit(name, data) {
  for (const listener of [...(listeners.get(name) || [])]) listener(data);
}
