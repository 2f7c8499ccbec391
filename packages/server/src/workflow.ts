import type { StandardSchemaV1 } from "@standard-schema/spec";

/** What a workflow is told about the run it works for. */
export interface WorkflowContext {
  /** Aborts when the run is cancelled or hits a limit; hand it to the model and to `fetch`. */
  readonly signal: AbortSignal;
  /** The run's id, `run_…`. */
  readonly runId: string;
}

/** A named piece of work that turns inputs into text. */
export interface Workflow<Schema extends StandardSchemaV1 = StandardSchemaV1> {
  /** The name in the URL: letters, digits, `.`, `_`, `~` and `-`. */
  readonly id: string;
  /** The schema of the inputs, from any library that speaks Standard Schema. */
  readonly inputs: Schema;
  /** Yields the text in pieces of any size. A yielded empty string counts as a sign of life. */
  run(
    inputs: StandardSchemaV1.InferOutput<Schema>,
    context: WorkflowContext,
  ): AsyncIterable<string>;
}

/** Returns the workflow as it is, with the type of its inputs inferred from the schema. */
export function defineWorkflow<Schema extends StandardSchemaV1>(
  workflow: Workflow<Schema>,
): Workflow<Schema> {
  return workflow;
}
