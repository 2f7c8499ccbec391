import type { Attempt } from "./attempt.ts";
import { interrupted } from "./errors.ts";
import { parseObject, readSome, workflowFailed } from "./refusal.ts";
import type { Requests } from "./request.ts";

/**
 * Asks how a run is whose body came to a clean end, as that proves nothing for plain text.
 * @returns whether it ended with these bytes, and whether it was stopped.
 * @throws WorkflowStreamError `workflow_failed` when it failed, `interrupted` when it goes on, has more text, or there is no usable answer.
 */
export async function checkEnd(
  requests: Requests,
  attempt: Attempt,
  byteOffset: number,
): Promise<{ status: "done" | "stopped"; verified: boolean }> {
  const response = await requests.get(attempt, "").catch(() => undefined);
  const { status, bytes, error } = parseObject(response?.ok ? await readSome(response) : "");
  if (!/^(done|failed|aborted)$/.test(String(status)) || Number(bytes) > byteOffset)
    throw interrupted();
  if (status === "failed") throw workflowFailed(error);
  return { status: status === "done" ? status : "stopped", verified: bytes === byteOffset };
}
