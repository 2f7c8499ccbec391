import type { WorkflowStreamErrorCode } from "../../src/errors.ts";
import type { Format } from "../../src/types.ts";
import { custom } from "./transcripts/custom.ts";
import { openai } from "./transcripts/openai.ts";
import { others } from "./transcripts/others.ts";
import { ours } from "./transcripts/ours.ts";

/** A stream as a server sends it, its text, and how it ends. */
export interface Transcript {
  readonly name: string;
  /** Default: chosen by the content type. */
  readonly format?: "auto" | Format;
  readonly type: string;
  readonly headers?: Record<string, string>;
  readonly body: string | Uint8Array;
  readonly text: string;
  /** Default: it ends normally. */
  readonly error?:
    | { code: WorkflowStreamErrorCode; serverCode?: string; message?: string }
    | undefined;
  /** The stream says more than once that the text has ended: a cut after an earlier time goes unseen. */
  readonly endsOften?: boolean;
  /** The stream says that it was stopped on the server: to a reader that is an error, to a run it is none. */
  readonly isStopped?: boolean;
}

export const transcripts: readonly Transcript[] = [...ours, ...openai, ...others, ...custom];
