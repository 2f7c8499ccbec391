import { interrupted } from "../errors.ts";
import { parseObject, readSome, workflowFailed } from "../read/refusal.ts";

/**
 * Asks how a run is whose body ended: a clean end of plain text proves nothing, and a broken one may be how a failed run ends.
 * @param asked the request for the run's status.
 * @param byteOffset the bytes that came.
 * @param failure what broke the body, if anything did.
 * @returns whether it ended with these bytes, and whether it was stopped.
 * @throws WorkflowStreamError `workflow_failed` when it failed; `failure`, or `interrupted`, when it goes on, has more text, or there is no usable answer.
 */
export async function checkEnd(
  asked: Promise<Response>,
  byteOffset: number,
  failure: unknown,
): Promise<{ status: "done" | "stopped"; verified: boolean }> {
  const response = await asked.catch(() => undefined);
  const { status, bytes, error } = parseObject(response?.ok ? await readSome(response) : "");
  if (!/^(done|failed|aborted)$/.test(String(status)) || Number(bytes) > byteOffset)
    throw failure ?? interrupted();
  if (status === "failed") throw workflowFailed(error);
  return { status: status === "done" ? status : "stopped", verified: bytes === byteOffset };
}
