import type { WorkflowStreamOptions } from "../types.ts";

/**
 * Target and inputs by value, as JSON whose keys are sorted. Functions are taken for equal: their answers are asked anew for each try.
 * @throws TypeError when the inputs can't be sent as JSON.
 */
export function keyOf(options: Partial<WorkflowStreamOptions<unknown>>, inputs: unknown): string {
  const target = [options.workflowId, options.baseUrl, options.url, inputs];
  const names: string[] = [];
  JSON.stringify(target, (name, value: unknown) => {
    names.push(name);
    return value;
  });
  // names given as a list also say their order
  return JSON.stringify(target, names.sort());
}
