import type { WorkflowStreamOptions } from "../options.ts";
import { isEqualJson } from "./equalJson.ts";

/** What makes two starts equal: what is run, and its inputs, by value. */
export interface StartKey {
  readonly target: string;
  /** The inputs as JSON. */
  readonly body: string;
}

/** The key of a start. A `url` function is taken for equal to any other: its answer is asked anew for each try. */
export function startKeyOf(
  target: Pick<Partial<WorkflowStreamOptions<unknown>>, "workflowId" | "baseUrl" | "url">,
  body: string,
): StartKey {
  const { workflowId, baseUrl, url } = target;
  return { target: JSON.stringify([workflowId, baseUrl, url]), body };
}

/** Whether two starts are equal; the order of their inputs' members changes nothing. */
export function isSameStart(one: StartKey, other: StartKey): boolean {
  return one.target === other.target && isEqualJson(one.body, other.body);
}
