import { randomId } from "./crypto.ts";
import type { Settings } from "./options.ts";
import { opens, readRunKey, runNotFound, type RunKey } from "./runKey.ts";
import { bearer, type RequireSecretKey } from "./secretKeys.ts";
import type { StoredRun } from "./store/store.ts";

/** Looks at and cancels runs, for who holds their key or a secret key. */
export interface RunAccess {
  /** The key of a run that stands. @throws Problem `run_not_found`, all the same for a missing run and a wrong key. */
  byKey(request: Request, runId: string): Promise<RunKey>;
  /** @throws Problem `run_not_found`, or `unauthorized` for a wrong secret key. */
  find(request: Request, runId: string): Promise<StoredRun>;
  /** Cancels the run now. An id not seen yet is marked aborted for 60 s, and answered as an unknown run all the same. */
  cancel(request: Request, runId: string): Promise<void>;
}

const keepEarlyCancelMs = 60_000;

/** Creates the door to the runs that stand. */
export function createRunAccess(settings: Settings, requireSecretKey: RequireSecretKey): RunAccess {
  const { runs } = settings.store;

  async function readKey(request: Request, runId: string): Promise<RunKey | undefined> {
    const key = await readRunKey(request);
    if (key && key.runId !== runId) throw runNotFound();
    return key;
  }

  async function find(request: Request, runId: string): Promise<StoredRun> {
    const key = await readKey(request, runId);
    if (!key && bearer(request) === undefined) throw runNotFound();
    if (!key) await requireSecretKey(request);
    const run = await runs.get(runId);
    if (!run || (key && !opens(key, run))) throw runNotFound();
    return run;
  }

  async function markAborted({ runId, secretHash }: RunKey): Promise<boolean> {
    const reservation = { owner: randomId(), workflowId: null, secretHash };
    if (await runs.reserve(runId, reservation, keepEarlyCancelMs)) return false;
    await runs.cancel(runId, keepEarlyCancelMs);
    return true;
  }

  return {
    async byKey(request, runId) {
      const key = await readKey(request, runId);
      const run = await runs.get(runId);
      if (!key || !run || !opens(key, run)) throw runNotFound();
      return key;
    },
    find,
    async cancel(request, runId) {
      const key = await readKey(request, runId);
      if (key && (await markAborted(key))) throw runNotFound();
      await find(request, runId);
      await runs.cancel(runId, settings.keepEndedMs);
    },
  };
}
