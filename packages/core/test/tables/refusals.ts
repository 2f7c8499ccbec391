import type { WorkflowStreamError } from "../../src/index.ts";
import { others } from "./refusals/others.ts";
import { ours } from "./refusals/ours.ts";

/** An answer that carries no stream, and the error it becomes. */
export interface Refusal {
  readonly name: string;
  readonly status: number;
  readonly type: string;
  readonly headers?: Record<string, string>;
  readonly body: string;
  readonly error: Partial<WorkflowStreamError>;
  /** A part of the message, where that is ours. */
  readonly says?: string;
}

export const refusals: readonly Refusal[] = [...ours, ...others];
