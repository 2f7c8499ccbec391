import { randomId } from "./crypto.ts";
import type { Gates } from "./gates.ts";
import { checkRunId, opens, readRunKey, runNotFound, type RunKey } from "./runKey.ts";
import { checkKeyScope } from "./scope.ts";
import { bearer } from "./secretKeys.ts";
import type { Settings } from "./settings.ts";
import type { StoredRun } from "./store/store.ts";
import type { Visit } from "./visit.ts";

/** Looks at and cancels runs, for who holds their key or a secret key. */
export interface RunAccess {
  /** The key of a run that stands. @throws Problem `run_not_found`, all the same for a missing run and a wrong key. */
  byKey(visit: Visit, runId: string): Promise<RunKey>;
  /** @throws Problem `run_not_found`; for a secret key also `unauthorized`, and `scope_denied` for a workflow that is not its own. */
  find(visit: Visit, runId: string): Promise<StoredRun>;
  /** Cancels the run now. An id not seen yet is marked aborted for 60 s, and answered as an unknown run all the same. */
  cancel(visit: Visit, runId: string): Promise<void>;
}

const KEEP_EARLY_CANCEL_MS = 60_000;

/** Creates the door to the runs that stand. */
export function createRunAccess(
  { store: { runs }, keepEndedMs }: Settings,
  { requireKey, failedRequests, users }: Gates,
): RunAccess {
  async function readKey({ request }: Visit, runId: string): Promise<RunKey | undefined> {
    const key = await readRunKey(request);
    if (key && key.runId !== runId) throw runNotFound();
    return key;
  }

  /** The run, if there is one and the key opens it; noted for the log. */
  function opened(
    visit: Visit,
    runId: string,
    run: StoredRun | undefined,
    key?: RunKey,
  ): StoredRun {
    if (!run || (key && !opens(key, run))) throw runNotFound();
    visit.runId = runId;
    visit.workflowId = run.workflowId;
    return run;
  }

  async function openedByKey(visit: Visit, key: RunKey): Promise<StoredRun> {
    const run = opened(visit, key.runId, await runs.get(key.runId), key);
    await users.requireOwn(visit, run);
    return run;
  }

  async function find(visit: Visit, runId: string): Promise<StoredRun> {
    const key = await readKey(visit, runId);
    if (key) return openedByKey(visit, key);
    if (bearer(visit.request) === undefined) throw runNotFound();
    const owner = await requireKey(visit);
    checkRunId(runId);
    const run = opened(visit, runId, await runs.get(runId));
    checkKeyScope(owner, run.workflowId);
    return run;
  }

  async function markAborted({ runId, secretHash }: RunKey): Promise<boolean> {
    const reservation = { owner: randomId(), workflowId: null, secretHash };
    if (await runs.reserve(runId, reservation, KEEP_EARLY_CANCEL_MS)) return false;
    await runs.cancel(runId, KEEP_EARLY_CANCEL_MS);
    return true;
  }

  return {
    async byKey(visit, runId) {
      const key = await readKey(visit, runId);
      if (!key) throw runNotFound();
      await openedByKey(visit, key);
      return key;
    },
    find,
    async cancel(visit, runId) {
      const key = await readKey(visit, runId);
      if (key && !(await runs.get(runId))) {
        // Counted before: a mark may push an ended run out of a full store.
        await failedRequests.count(visit);
        if (await markAborted(key)) throw runNotFound();
      }
      await find(visit, runId);
      await runs.cancel(runId, keepEndedMs);
    },
  };
}
