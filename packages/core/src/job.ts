import type { Run } from "./run.ts";
import type { RunResult, WorkflowStreamOptions } from "./types.ts";

/** One following of a run by one stream, from `start` or `retry` to its end. */
export interface Job<Inputs> {
  readonly options: WorkflowStreamOptions<Inputs>;
  readonly inputs: Inputs | undefined;
  /** Target and inputs by value: what makes two starts equal. */
  readonly key: string;
  readonly startedAt: number;
  run?: Run;
  isOn: boolean;
  readonly controller: AbortController;
  readonly result: Promise<RunResult>;
  readonly resolve: (result: RunResult | Promise<RunResult>) => void;
}

/** Makes a job that is on. */
export function createJob<Inputs>(
  of: Pick<Job<Inputs>, "options" | "inputs" | "key" | "startedAt" | "run">,
): Job<Inputs> {
  let resolve!: Job<Inputs>["resolve"];
  const result = new Promise<RunResult>((settle) => (resolve = settle));
  return { ...of, isOn: true, controller: new AbortController(), result, resolve };
}

/**
 * Target and inputs by value, as JSON whose keys are sorted. Functions are taken for equal: their answers are asked anew for each try.
 * @throws TypeError when the inputs can't be sent as JSON.
 */
export function keyOf(
  { workflowId, baseUrl, url }: WorkflowStreamOptions<unknown>,
  inputs: unknown,
): string {
  return JSON.stringify([workflowId, baseUrl, url, inputs], (_, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
