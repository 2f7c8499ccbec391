import type { WorkflowStreamErrorCode } from "../../src/errors.ts";
import type { Format } from "../../src/formats/format.ts";
import type { Finish, NamedData, Source } from "../../src/parts.ts";
import { custom } from "./transcripts/custom.ts";
import { besideOpenaiChat } from "./transcripts/beside/openaiChat.ts";
import { besideOpenaiResponses } from "./transcripts/beside/openaiResponses.ts";
import { besideOthers } from "./transcripts/beside/others.ts";
import { besideOurs } from "./transcripts/beside/ours.ts";
import { openai } from "./transcripts/openai.ts";
import { others } from "./transcripts/others.ts";
import { ours } from "./transcripts/ours.ts";

/** What a stream tells beside its text, and of its end. */
export interface Beside extends Finish {
  readonly reasoning?: string;
  readonly sources?: readonly Source[];
  readonly data?: readonly NamedData[];
}

/** A stream as a server sends it, its text, and how it ends. */
export interface Transcript {
  readonly name: string;
  /** Default: chosen by the content type. */
  readonly format?: "auto" | Format;
  readonly type: string;
  readonly headers?: Record<string, string>;
  readonly body: string | Uint8Array;
  readonly text: string;
  /** What stands beside it, where that is asked about. */
  readonly beside?: Beside;
  /** Default: it ends normally. */
  readonly error?:
    | { code: WorkflowStreamErrorCode; serverCode?: string; message?: string }
    | undefined;
  /** The stream says more than once that the text has ended: a cut after an earlier time goes unseen. */
  readonly endsOften?: boolean;
  /** The stream says that it was stopped on the server: to a reader that is an error, to a run it is none. */
  readonly isStopped?: boolean;
}

export const transcripts: readonly Transcript[] = [
  ...ours,
  ...openai,
  ...others,
  ...custom,
  ...besideOurs,
  ...besideOpenaiChat,
  ...besideOpenaiResponses,
  ...besideOthers,
];
