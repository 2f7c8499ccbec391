import { randomId, sameDigest, sha256 } from "./crypto.ts";
import { Problem } from "./problem.ts";
import type { StoredRun } from "./store/store.ts";

/** The id of a run, and the digest of the secret that opens it. */
export interface RunKey {
  readonly runId: string;
  /** `null`: made by the server for a client without a Run-Key. Nobody can open such a run by key. */
  readonly secretHash: string | null;
}

const RUN_KEY = /^(run_[\w-]{22})\.([\w-]{22})$/;
const RUN_ID = /^run_[\w-]{22}$/;

/**
 * Reads the `Run-Key` header, `run_<id>.<secret>`; `undefined` when there is none.
 * @throws Problem `run_not_found` when it has another shape.
 */
export async function readRunKey(request: Request): Promise<RunKey | undefined> {
  const header = request.headers.get("run-key");
  if (header === null) return undefined;
  const [, runId, secret] = RUN_KEY.exec(header) ?? [];
  if (runId === undefined || secret === undefined) {
    throw new Problem(
      "run_not_found",
      "The Run-Key must be run_<id>.<secret>, each of 128 bits in base64url.",
    );
  }
  return { runId, secretHash: await sha256(secret) };
}

/** A key for a run whose client sent none. */
export function keylessRun(): RunKey {
  return { runId: `run_${randomId()}`, secretHash: null };
}

/** @throws Problem `run_not_found` when a text of the caller's can't be the id of a run: it is no key of the store then. */
export function checkRunId(runId: string): void {
  if (!RUN_ID.test(runId)) throw runNotFound();
}

/** Whether the key opens the run. */
export function opens({ secretHash }: RunKey, run: StoredRun): boolean {
  return secretHash !== null && run.secretHash !== null && sameDigest(secretHash, run.secretHash);
}

/** @throws Problem `run_not_found` when there is no run, or the key does not open it. */
export function requireOpen(key: RunKey, run: StoredRun | undefined): void {
  if (!run || !opens(key, run)) throw runNotFound();
}

/** One answer for a run that is unknown, expired or another's, so that ids can't be probed. */
export function runNotFound(): Problem {
  return new Problem("run_not_found", "There is no such run, or its key is another one.");
}
