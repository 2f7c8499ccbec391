import type { WorkflowStreamOptions } from "./types.ts";

/**
 * Target and inputs by value, as JSON whose keys are sorted. Functions are taken for equal: their answers are asked anew for each try.
 * @throws TypeError when the inputs can't be sent as JSON.
 */
export function keyOf(
  { workflowId, baseUrl, url }: Partial<WorkflowStreamOptions<unknown>>,
  inputs: unknown,
): string {
  return JSON.stringify([workflowId, baseUrl, url, inputs], (_, value: object | undefined) =>
    value?.constructor === Object
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((name) => [name, (value as Record<string, unknown>)[name]]),
        )
      : value,
  );
}
