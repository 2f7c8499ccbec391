import { interrupted } from "../errors.ts";
import { objectOf, parseOrKeep } from "../read/json.ts";
import { readSome } from "../read/refusal.ts";
import { workflowFailed } from "../read/saidError.ts";
import type { Ending } from "./run.ts";

/**
 * Judges a run by its status where its body says nothing of the end: a clean end of plain text proves nothing, and a broken one
 * may be how a failed run ends.
 * @param answer what the server said of the run; `undefined` where it said nothing.
 * @param byteOffset the bytes of the text that came.
 * @param failure what broke the body, if anything did.
 * @param signal ends the reading of the answer.
 * @throws WorkflowStreamError `workflow_failed` when the run failed, `interrupted` with a `serverCode` when nobody read it; `failure`, or `interrupted`, when it goes on, has more text, or nothing is
 * known of it.
 */
export async function endByStatus(
  answer: Response | undefined,
  byteOffset: number,
  failure: unknown,
  signal: AbortSignal,
): Promise<Ending> {
  const said = answer?.ok ? objectOf(parseOrKeep(await readSome(answer, signal))) : {};
  const hasMore = typeof said.bytes === "number" && said.bytes > byteOffset;
  const verified = said.bytes === byteOffset;
  if (!hasMore && said.status === "done") return { status: "done", verified };
  if (!hasMore && said.status === "aborted") return { status: "stopped", verified };
  if (!hasMore && said.status === "failed") throw workflowFailed(said.error);
  throw failure ?? interrupted();
}
