import { WorkflowStreamError } from "../errors.ts";

/** Asks a function of the options. @throws WorkflowStreamError `token_failed` when it throws or rejects. */
export async function askUser<T>(ask: () => T | PromiseLike<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    // also where it is an error of ours: that of another reading says nothing of this run
    throw new WorkflowStreamError("token_failed", "token", { cause });
  }
}
