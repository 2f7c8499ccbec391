import { interrupted } from "../errors.ts";
import { finishOf } from "../formats/finish.ts";
import { type JsonObject, objectOf, parseOrKeep } from "../read/json.ts";
import { readSome } from "../read/refusal.ts";
import { workflowFailed } from "../read/saidError.ts";
import type { Finish } from "../parts.ts";

/** How a text ended that its run's status proves. */
export interface ProvenEnd {
  readonly status: "done" | "stopped";
  readonly verified: boolean;
  readonly finish?: Finish;
}

/**
 * Reads what the server says of a run; nothing where it says nothing.
 * @param signal ends the reading of the answer.
 */
export async function readStatus(
  answer: Response | undefined,
  signal: AbortSignal,
): Promise<JsonObject> {
  return answer?.ok ? objectOf(parseOrKeep(await readSome(answer, signal))) : {};
}

/**
 * Judges a run by its status where its body says nothing of the end: a clean end of plain text proves nothing, and a broken one
 * may be how a failed run ends.
 * @param said what the server says of the run.
 * @param byteOffset the bytes of the text that came.
 * @param failure what broke the body, if anything did.
 * @throws WorkflowStreamError `workflow_failed` when the run failed, `interrupted` with a `serverCode` when nobody read it; `failure`, or `interrupted`, when it goes on, has more text, or nothing is
 * known of it.
 */
export function endByStatus(said: JsonObject, byteOffset: number, failure: unknown): ProvenEnd {
  const hasMore = typeof said.bytes === "number" && said.bytes > byteOffset;
  const verified = said.bytes === byteOffset;
  if (!hasMore && said.status === "done")
    return { status: "done", verified, finish: finishOf(said) };
  if (!hasMore && said.status === "aborted") return { status: "stopped", verified };
  if (!hasMore && said.status === "failed") throw workflowFailed(said.error);
  throw failure ?? interrupted();
}
