/** A run as a scripted server keeps it. */
export interface ScriptedRun {
  readonly id: string;
  /** The whole Run-Key, where the client sent one. */
  readonly key: string | undefined;
  readonly deltas: readonly string[];
  readonly ending: ScriptedEnding;
  aborted: boolean;
}

/** How a scripted workflow ends. */
export type ScriptedEnding =
  | "finish"
  | "abort"
  | { readonly error: string; readonly code?: string };

/** The runs and the tokens of a scripted server. */
export interface RunStore {
  /** Every run that began: what is billed. */
  readonly begun: readonly ScriptedRun[];
  readonly tokensConsumed: number;
  issueToken(): string;
  /** Attaches to the run of a Run-Key, or begins it with a token; `undefined` when that is not good. */
  begin(
    key: string | undefined,
    token: string | null,
    make: () => Pick<ScriptedRun, "deltas" | "ending">,
  ): ScriptedRun | undefined;
  /** The run that a Run-Key opens. */
  find(id: string, key: string | null): ScriptedRun | undefined;
  forget(): void;
}

/** Makes an empty store. */
export function createRunStore(): RunStore {
  const begun: ScriptedRun[] = [];
  const kept = new Map<string, ScriptedRun>();
  const tokens = new Set<string>();
  let issued = 0;
  let tokensConsumed = 0;
  const find: RunStore["find"] = (id, key) => {
    const run = kept.get(id);
    return run?.key === key ? run : undefined;
  };
  return {
    begun,
    get tokensConsumed() {
      return tokensConsumed;
    },
    issueToken() {
      const token = `pub_tok_${++issued}_secret`;
      tokens.add(token);
      return token;
    },
    begin(key, token, make) {
      const id = key?.split(".")[0] ?? `run_${begun.length}`;
      if (kept.has(id)) return find(id, key ?? null);
      if (!tokens.delete(token ?? "")) return undefined;
      tokensConsumed++;
      const run = { id, key, aborted: false, ...make() };
      begun.push(run);
      kept.set(id, run);
      return run;
    },
    find,
    forget: () => kept.clear(),
  };
}

/** What `GET /runs/{id}` says of a run. */
export function statusOf(run: ScriptedRun, bytes: number, isRunning: boolean): object {
  const { ending } = run;
  const ended = ending === "finish" ? "done" : ending === "abort" ? "aborted" : "failed";
  return {
    id: run.id,
    workflow: "explain",
    status: run.aborted ? "aborted" : isRunning ? "running" : ended,
    bytes,
    ...(typeof ending === "object" && { error: { message: ending.error, code: ending.code } }),
  };
}
