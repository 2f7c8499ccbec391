import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { WorkflowEnd } from "./finishReason.ts";
import type { ModelCallRecord, ModelCallStart } from "./modelCall.ts";
import type { Part } from "./part.ts";

/** Model tokens a run has used, as its provider counts them. */
export interface Usage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly totalTokens?: number;
  /** Those of `outputTokens` that went into reasoning. */
  readonly reasoningTokens?: number;
}

/** What a workflow is told about the run it works for. */
export interface WorkflowContext {
  /** Aborts when the run is cancelled, abandoned by its readers, or hits a limit; hand it to the model and to `fetch`. */
  readonly signal: AbortSignal;
  /** The run's id, `run_…`. */
  readonly runId: string;
  /**
   * Records what the run has used so far; the last report counts. Ignored once the run has ended.
   * @throws TypeError when a count is no finite number.
   */
  reportUsage(usage: Usage): void;
  /** Says that a model is called; for the server's telemetry. `promptWorkflow` does so by itself. */
  beginModelCall?(call: ModelCallStart): ModelCallRecord;
}

/** What a workflow yields: pieces of its text, and parts beside it. */
export type WorkflowOutput<Piece extends string | Part = string | Part> = AsyncIterable<
  Piece,
  WorkflowEnd | void
>;

/** A named piece of work that turns inputs into text. Its type tells its id, its inputs, and what it yields. */
export interface Workflow<
  Schema extends StandardSchemaV1 = StandardSchemaV1,
  Id extends string = string,
  Piece extends string | Part = string | Part,
> {
  /** The name in the URL: letters, digits, `.`, `_`, `~` and `-`. */
  readonly id: Id;
  /** The schema of the inputs, from any library that speaks Standard Schema. */
  readonly inputs: Schema;
  /** Keeps each whole text with its parts this long, in seconds, and gives it again for equal inputs. Default: nothing is kept. */
  readonly cacheTtlSeconds?: number;
  /** Whether its runs may go on unread for whoever asks for that by `?detach=1`. Default true. */
  readonly detach?: boolean;
  /** Tells the texts of this code from those of an earlier one that may still be kept. Default `""`. */
  readonly version?: string;
  /**
   * Yields the text in pieces of any size, and parts as they come. A yielded empty string counts as a sign of life. It may return how
   * the text ended.
   */
  run(
    inputs: StandardSchemaV1.InferOutput<Schema>,
    context: WorkflowContext,
  ): WorkflowOutput<Piece>;
}

/**
 * Returns the workflow as it is, with the type of its inputs inferred from the schema. The type keeps the id, and the names and values of
 * its data, for a client that is typed by it.
 * @example
 * ```ts
 * const greet = defineWorkflow({
 *   id: "greet",
 *   inputs: z.object({ name: z.string() }),
 *   async *run({ name }, { signal }) {
 *     yield "Good morning, ";
 *     await sleep(500, undefined, { signal });
 *     yield `${name}.`;
 *   },
 * });
 * ```
 */
export function defineWorkflow<
  Schema extends StandardSchemaV1,
  const Id extends string = string,
  const Piece extends string | Part = string | Part,
>(workflow: Workflow<Schema, Id, Piece>): Workflow<Schema, Id, Piece> {
  return workflow;
}
