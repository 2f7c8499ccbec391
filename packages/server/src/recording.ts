import type { FinishReason, WorkflowEnd } from "./finishReason.ts";
import { readPart, type Part } from "./part.ts";

/** What a workflow has yielded, written down to be yielded again. */
export interface Recording {
  /** @throws InvalidOutputError when it is no text, and no part that may be sent. */
  keep(piece: string | Part): void;
  /** All of it in one text; `undefined` when there was no text, when it was too long, or when it was cut short. */
  end(finishReason: FinishReason | undefined): string | undefined;
}

interface Recorded {
  readonly pieces: readonly (string | Part)[];
  readonly finishReason?: FinishReason;
}

const MAX_KEPT_CHARS = 1024 * 1024;
const REPLAY_CHARS = 1024;

/** Begins a recording. Pieces of text, or of reasoning, that follow each other become one. */
export function createRecording(): Recording {
  const pieces: (string | Part)[] = [];
  let hasText = false;
  let keptChars = 0;

  function add(piece: string | Part): void {
    const last = pieces.at(-1);
    const joined = last === undefined ? undefined : join(last, piece);
    if (joined !== undefined) pieces.pop();
    pieces.push(joined ?? piece);
  }

  return {
    keep(piece) {
      const kept = typeof piece === "string" ? piece : readPart(piece);
      keptChars += typeof kept === "string" ? kept.length : JSON.stringify(kept).length;
      if (keptChars > MAX_KEPT_CHARS || kept === "") return;
      hasText ||= typeof kept === "string";
      add(kept);
    },
    end(finishReason) {
      const isWhole = finishReason === undefined || finishReason === "stop";
      if (!hasText || !isWhole || keptChars > MAX_KEPT_CHARS) return undefined;
      const recorded: Recorded = { pieces, ...(finishReason && { finishReason }) };
      return JSON.stringify(recorded);
    },
  };
}

/** Yields what was written down, its text in small pieces, and returns how it ended. */
export function* replay(recorded: string): Generator<string | Part, WorkflowEnd> {
  const { pieces, finishReason } = JSON.parse(recorded) as Recorded;
  for (const piece of pieces) {
    if (typeof piece === "string") yield* inPieces(piece);
    else yield piece;
  }
  return finishReason === undefined ? {} : { finishReason };
}

function join(last: string | Part, next: string | Part): string | Part | undefined {
  if (typeof last === "string" && typeof next === "string") return last + next;
  if (typeof last === "string" || typeof next === "string") return undefined;
  if (last.type !== "reasoning" || next.type !== "reasoning") return undefined;
  return { type: "reasoning", text: last.text + next.text };
}

function* inPieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += REPLAY_CHARS) {
    yield text.slice(start, start + REPLAY_CHARS);
  }
}
