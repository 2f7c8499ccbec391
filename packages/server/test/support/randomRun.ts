import type { Part } from "../../src/index.ts";

/** A number from 0 to 1, the same for the same seed and call. */
export type Random = () => number;

/** Creates a generator (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const TEXTS = ["a", "Tide ", "日本", "😀", "\n\n", "\uFEFF", "x".repeat(300)];

/** What a workflow yields for a seed: text, and parts beside it, in any order. Each has a number, so that none is like another. */
export function randomPieces(seed: number, count: number): (string | Part)[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, index) => {
    const text = TEXTS[Math.floor(random() * TEXTS.length)] ?? "";
    const kind = random();
    if (kind < 0.5) return `${index}${text}`;
    if (kind < 0.7) return { type: "reasoning", text: `${index}${text}` };
    if (kind < 0.85) return { type: "source", url: `https://${index}.example/`, title: text };
    return { type: "data", name: "step", value: { index, text } };
  });
}

/** A run's log as one line: its text, and each part in brackets where it stands. */
export function lineOf(pieces: readonly (string | Part)[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : partLine(piece))).join("");
}

function partLine(part: Part): string {
  if (part.type === "reasoning") return `[r ${part.text}]`;
  if (part.type === "source") return `[s ${part.url} ${part.title ?? ""}]`;
  return `[d ${part.name} ${JSON.stringify(part.value)}]`;
}
