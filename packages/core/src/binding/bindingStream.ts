import { isBrowser } from "../environment.ts";
import { NOT_STARTED } from "../run/result.ts";
import { createWorkflowStream } from "../stream.ts";
import type { WorkflowStreamOptions } from "../options.ts";
import type { RunResult, WorkflowStream } from "../workflowStream.ts";

/**
 * Makes the stream of a binding. Outside a browser, that is in a server render, it starts nothing: no run and no token is
 * spent on a page that may never be seen.
 * @throws TypeError as `createWorkflowStream`.
 */
export function createBindingStream<Inputs>(
  options: () => WorkflowStreamOptions<Inputs>,
): WorkflowStream<Inputs> {
  const stream = createWorkflowStream(options);
  if (isBrowser()) return stream;
  const start = (): Promise<RunResult> => Promise.resolve(NOT_STARTED);
  const restore = (): Promise<undefined> => Promise.resolve(undefined);
  return { ...stream, start, retry: start, restore };
}
