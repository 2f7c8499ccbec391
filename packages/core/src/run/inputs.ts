import type { WorkflowStreamOptions } from "../types.ts";

/** Inputs as they were when they were taken, whatever becomes of the object they came from. */
export interface TakenInputs<Inputs> {
  /** What is sent: JSON, its members in the caller's order. */
  readonly body: string;
  /** A copy, as JSON holds it; `undefined` where none were given. */
  readonly value: Inputs | undefined;
}

/**
 * Takes inputs by value; none at all are sent as `{}`.
 * @throws TypeError when JSON can't hold them.
 */
export function takeInputs<Inputs>(inputs: Inputs | null | undefined): TakenInputs<Inputs> {
  if (inputs === undefined || inputs === null) return { body: "{}", value: undefined };
  const body = JSON.stringify(inputs);
  return { body, value: JSON.parse(body) };
}

/**
 * Target and inputs by value, as one text. Functions are taken for equal: their answers are asked anew for each try.
 * @throws TypeError when JSON can't hold the inputs.
 */
export function keyOf(options: Partial<WorkflowStreamOptions<unknown>>, inputs: unknown): string {
  const { workflowId, baseUrl, url } = options;
  return JSON.stringify([workflowId, baseUrl, url, sorted(JSON.parse(takeInputs(inputs).body))]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}
