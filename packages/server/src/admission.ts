import { readJsonObject } from "./body.ts";
import { randomId } from "./crypto.ts";
import { validateInputs } from "./inputs.ts";
import type { Settings } from "./options.ts";
import { Problem } from "./problem.ts";
import { keylessRun, opens, readRunKey, runNotFound, type RunKey } from "./runKey.ts";
import type { Runs } from "./runs.ts";
import { checkScope } from "./scope.ts";
import type { Reservation } from "./store/store.ts";
import { consumeToken, findToken } from "./tokens.ts";
import type { Workflow } from "./workflow.ts";

/** Lets requests for runs in, or refuses them before anything is used up. */
export interface Admission {
  /**
   * Admits a request that holds a token: starts its run, or finds the run its Run-Key names.
   * @throws Problem with the token still good, unless another request used it.
   */
  byToken(request: Request, workflowId: string): Promise<RunKey>;
  /** Admits a request that holds a secret key, checked before. @throws Problem */
  bySecretKey(request: Request, workflowId: string): Promise<RunKey>;
}

const reservationMs = 10_000;

/** Creates the gate in front of the runs. */
export function createAdmission(settings: Settings, runs: Runs): Admission {
  const { store, maxBodyBytes, maxRunMs } = settings;
  const workflows = new Map(settings.workflows.map((workflow) => [workflow.id, workflow]));

  function findWorkflow(id: string): Workflow {
    const workflow = workflows.get(id);
    if (!workflow) throw new Problem("workflow_not_found", "There is no such workflow.");
    return workflow;
  }

  /** Whether the id is free and now ours; `false` when the key opens the run that stands there. */
  async function reserve(
    key: RunKey,
    reservation: Reservation,
    signal: AbortSignal,
  ): Promise<boolean> {
    for (;;) {
      const standing = await store.runs.reserve(key.runId, reservation, reservationMs);
      if (!standing) return true;
      if (!opens(key, standing) || signal.aborted) throw runNotFound();
      if (standing.status !== "reserved") return false;
      // Its request is still being checked: it becomes a run, or its id is free again.
      await store.runs.read(key.runId, 0, { maxBytes: 0, waitMs: reservationMs, signal });
    }
  }

  // The order is the protocol's: the token is used up last, when nothing is left that could refuse.
  async function startByToken(
    request: Request,
    workflowId: string,
    runId: string,
    reservation: Reservation,
  ): Promise<void> {
    runs.refuseWhenDraining();
    const token = await findToken(store.tokens, request);
    const body = await readJsonObject(request, maxBodyBytes);
    const workflow = findWorkflow(workflowId);
    await checkScope(token.scope, request, workflowId, body);
    const inputs = await validateInputs(workflow.inputs, body);
    await consumeToken(store.tokens, token);
    const maxMs = Math.min(maxRunMs, (token.scope.maxRunSeconds ?? Infinity) * 1000);
    await runs.start({ runId, reservation, workflow, inputs, maxRunMs: maxMs }, request.signal);
  }

  return {
    async byToken(request, workflowId) {
      const key = (await readRunKey(request)) ?? keylessRun();
      const { runId, secretHash } = key;
      const reservation = { owner: randomId(), workflowId, secretHash };
      if (await reserve(key, reservation, request.signal)) {
        try {
          await startByToken(request, workflowId, runId, reservation);
        } catch (error) {
          await store.runs.release(runId, reservation.owner);
          throw error;
        }
      }
      return key;
    },
    async bySecretKey(request, workflowId) {
      runs.refuseWhenDraining();
      const body = await readJsonObject(request, maxBodyBytes);
      const workflow = findWorkflow(workflowId);
      const inputs = await validateInputs(workflow.inputs, body);
      const key = keylessRun();
      const reservation = { owner: randomId(), workflowId, secretHash: null };
      await runs.start(
        { runId: key.runId, reservation, workflow, inputs, maxRunMs },
        request.signal,
      );
      return key;
    },
  };
}
