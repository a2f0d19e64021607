/** The draw of dossiers: n of frame by a seed, by the same rule as on the server (docs/reference/checklists.md). */

export const LARGEST_FRAME = 1000000;
export const LARGEST_DRAW = 500;
const AT_ONCE = 4000;
const text = new TextEncoder();

/** A seed that nobody chose: 16 hexadecimal digits. */
export const newSeed = () => hex(crypto.getRandomValues(new Uint8Array(8)));

/** n different numbers of 1…frame, ascending: those with the smallest SHA-256 of "<seed>:<number>". */
export async function draw(frame, n, seed) {
  let best = [];
  for (let first = 1; first <= frame; first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, frame - first + 1) }, (_, i) => first + i);
    const ranks = await Promise.all(numbers.map((i) => digest(`${seed}:${i}`)));
    best = best.concat(numbers.map((number, i) => ({ number, rank: ranks[i] }))).sort(byRank).slice(0, n);
  }
  return best.map(({ number }) => number).sort((a, b) => a - b);
}

const byRank = (a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.number - b.number);

const digest = async (words) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", text.encode(words))));

/** Bytes as hexadecimal digits. */
export function hex(bytes) {
  let found = "";
  for (const byte of bytes) found += byte.toString(16).padStart(2, "0");
  return found;
}
