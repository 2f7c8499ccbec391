import type { ScriptedRun } from "./scriptedRun.ts";

/** The runs and the tokens of a scripted server. */
export interface RunStore {
  /** Every run that began: what is billed. */
  readonly begun: readonly ScriptedRun[];
  readonly tokensIssued: number;
  readonly tokensConsumed: number;
  issueToken(): string;
  /** Consumes a token; whether it was good. */
  consume(token: string): boolean;
  /** Keeps a run that begins. */
  add(run: ScriptedRun): void;
  /** The run of an id, whoever asks. */
  find(id: string): ScriptedRun | undefined;
  forget(): void;
}

/** Makes an empty store. */
export function createRunStore(): RunStore {
  const begun: ScriptedRun[] = [];
  const kept = new Map<string, ScriptedRun>();
  const tokens = new Set<string>();
  let tokensIssued = 0;
  let tokensConsumed = 0;
  return {
    begun,
    get tokensIssued() {
      return tokensIssued;
    },
    get tokensConsumed() {
      return tokensConsumed;
    },
    issueToken() {
      const token = `pub_tok_${++tokensIssued}`;
      tokens.add(token);
      return token;
    },
    consume(token) {
      const isGood = tokens.delete(token);
      if (isGood) tokensConsumed++;
      return isGood;
    },
    add(run) {
      begun.push(run);
      kept.set(run.id, run);
    },
    find: (id) => kept.get(id),
    forget: () => kept.clear(),
  };
}
