import { readJsonObject } from "./body.ts";
import { randomId } from "./crypto.ts";
import type { Gates } from "./gates.ts";
import { validateInputs } from "./inputs.ts";
import { createPrepare, type Preparation } from "./preparation.ts";
import { Problem } from "./problem.ts";
import { keylessRun, readRunKey, requireOpen, type RunKey } from "./runKey.ts";
import { createReserve } from "./reserve.ts";
import type { BegunStream, Runs } from "./runs.ts";
import { checkKeyScope } from "./scope.ts";
import type { Owner } from "./secretKeys.ts";
import type { Settings } from "./settings.ts";
import type { Reservation } from "./store/store.ts";
import type { Visit } from "./visit.ts";
import type { Workflow } from "./workflow.ts";

/** Lets requests for runs in, or refuses them before anything is used up. */
export interface Admission {
  /**
   * Admits a request that holds a token, or is a user's of the app: starts its run, or finds the run its Run-Key names. A request that
   * did not begin the run attaches to it.
   * @throws Problem with the token still good, unless another request used it.
   */
  toStream(
    visit: Visit,
    workflowId: string,
  ): Promise<{ readonly key: RunKey; readonly begun?: BegunStream }>;
  /** Admits a request that holds a secret key, checked before. @throws Problem */
  byOwner(visit: Visit, workflowId: string, owner: Owner): Promise<RunKey>;
}

/** Creates the gate in front of the runs. */
export function createAdmission(
  settings: Settings,
  runs: Runs,
  { ring, failedRequests, count, countAttach, inSlot, grantDetachment, users }: Gates,
): Admission {
  const { store, maxRunMs } = settings;
  const reserve = createReserve(store.runs, countAttach);
  const prepare = createPrepare(settings, ring, users);
  const workflows = new Map(settings.workflows.map((workflow) => [workflow.id, workflow]));

  function findWorkflow(visit: Visit, id: string): Workflow {
    const workflow = workflows.get(id);
    if (!workflow) throw new Problem("workflow_not_found", "There is no such workflow.");
    visit.workflowId = id;
    return workflow;
  }

  // The order is the protocol's: the token is used up last, when nothing is left that could refuse.
  async function start(
    visit: Visit,
    workflowId: string,
    key: RunKey,
    reservation: Reservation,
    admit: Preparation["admit"],
  ): Promise<BegunStream> {
    const { request } = visit;
    const { runId } = key;
    runs.draining.throwIfAborted();
    const { owner, ...admitted } = await admit();
    await count(visit, "streams", owner);
    const body = await readJsonObject(visit, settings);
    const workflow = findWorkflow(visit, workflowId);
    await admitted.check(workflowId, body);
    const inputs = await validateInputs(workflow, body, runs.draining);
    const detachment = await grantDetachment(visit, key, owner, workflow);
    const run = {
      runId,
      reservation,
      workflow,
      inputs,
      maxRunMs: admitted.maxRunMs,
      detachment,
      owner: owner.name,
      origin: { headers: request.headers, isTrusted: false },
    };
    await inSlot(visit, owner, async () => {
      // Its body may have taken its time: a run that begins now would be ended at once.
      runs.draining.throwIfAborted();
      await admitted.consume();
      const started = await runs.start(run, request.signal);
      // Its claim may have lapsed, and another secret have taken the id.
      if (!started) requireOpen(key, await store.runs.get(runId));
      return started;
    });
    return { key, isDetached: detachment !== undefined };
  }

  return {
    async toStream(visit, workflowId) {
      const key = (await readRunKey(visit.request)) ?? keylessRun();
      const { runId, secretHash } = key;
      visit.runId = runId;
      const { userHash, admit } = await prepare(visit, workflowId);
      // A reservation may push an ended run out of a full store: who failed often shows a token before it gets one.
      if (failedRequests.isSuspect(visit) && !(await store.runs.get(runId))) {
        await admit();
      }
      const reservation = {
        owner: randomId(),
        workflowId,
        secretHash,
        ...(userHash && { userHash }),
      };
      const standing = await reserve(visit, key, reservation);
      if (standing) {
        await users.requireOwn(visit, standing);
        return { key };
      }
      try {
        return { key, begun: await start(visit, workflowId, key, reservation, admit) };
      } catch (error) {
        await store.runs.release(runId, reservation.owner).catch(settings.onError);
        throw error;
      }
    },
    async byOwner(visit, workflowId, owner) {
      const { request } = visit;
      await count(visit, "runs", owner);
      runs.draining.throwIfAborted();
      const body = await readJsonObject(visit, settings);
      const workflow = findWorkflow(visit, workflowId);
      checkKeyScope(owner, workflowId);
      const inputs = await validateInputs(workflow, body, runs.draining);
      const key = keylessRun();
      const { runId } = key;
      visit.runId = runId;
      const reservation = { owner: randomId(), workflowId, secretHash: null };
      const origin = { headers: request.headers, isTrusted: true };
      const run = { runId, reservation, workflow, inputs, maxRunMs, owner: owner.name, origin };
      await inSlot(visit, owner, async () => {
        runs.draining.throwIfAborted();
        return runs.start(run, request.signal);
      });
      return key;
    },
  };
}
