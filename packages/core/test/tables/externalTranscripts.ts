import {
  agUi,
  anthropicMessages,
  events,
  gemini,
  ollama,
  openaiChat,
  openaiResponses,
} from "../../src/formats/index.ts";
import type { Format, FormatResult, StreamEvent } from "../../src/formats/format.ts";
import { readExternal } from "./external.ts";
import type { Transcript } from "./transcripts.ts";

/** A transcript as `CASES_DIR` describes it. */
export interface RawTranscript {
  readonly theme?: string;
  readonly name: string;
  readonly file: string;
  readonly format: string;
  readonly content_type: string;
  readonly headers?: Record<string, string>;
  readonly text: string | null;
  readonly error?: string;
  readonly complete: boolean | null;
  readonly events?: number;
  readonly data_sha256?: string;
}

/** The format of each kind; those absent are chosen by content type. */
const formats: Readonly<Record<string, Format>> = {
  "openai-chat": openaiChat,
  "openai-completion": until("[DONE]", (event) => parse(event).choices[0]?.text),
  "openai-responses": openaiResponses,
  "anthropic-messages": anthropicMessages,
  gemini,
  "gemini-interactions": until("interaction.completed", textOfStep),
  "cohere-v2": until("message-end", (event) => parse(event).delta?.message?.content?.text),
  "ollama-chat": ollama,
  "ollama-generate": ollama,
  "ag-ui": agUi,
  "durable-streams": events(textOfDurableStream, { terminal: true }),
  "plain-tokens": until("done", ({ data }) => data),
  "json-string-tokens": until("end", (event) => String(parse(event))),
  langgraph: events(() => undefined),
};

/** A transcript of `CASES_DIR` as one of ours. */
export function toTranscript(raw: RawTranscript): Transcript {
  const { name, file, format, content_type: type, headers = {}, text } = raw;
  return {
    name,
    type,
    headers,
    format: formats[format] ?? "auto",
    body: readExternal(file),
    text: text ?? "",
    error: errorOf(raw),
  };
}

/** How a transcript fails, where it does. */
function errorOf({ name, error, complete }: RawTranscript): Transcript["error"] {
  if (error) return { code: "workflow_failed", message: error };
  // its model refused before the first character
  if (name === "anthropic-refusal")
    return { code: "workflow_failed", serverCode: "content_filter" };
  const isCut = complete === false || name === "ui-abort";
  return isCut ? { code: "interrupted" } : undefined;
}

/** Events that end with one of that name or data. */
function until(last: string, textOf: (event: StreamEvent) => string | undefined): Format {
  return events(
    (event) => (event.event === last || event.data === last ? { done: true } : textOf(event)),
    { terminal: true },
  );
}

function textOfStep(event: StreamEvent): string | undefined {
  const { delta } = parse(event);
  return delta?.type === "text" ? delta.text : undefined;
}

function textOfDurableStream(event: StreamEvent): string | FormatResult {
  return event.event === "data" ? event.data : { done: parse(event).streamClosed === true };
}

function parse({ data }: StreamEvent): ReturnType<typeof JSON.parse> {
  return JSON.parse(data);
}
