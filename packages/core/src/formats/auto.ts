import { WorkflowStreamError } from "../errors.ts";
import { mimeType, readRefusal } from "../refusal.ts";
import type { Format, WorkflowStreamOptions } from "../types.ts";
import { aiSdkUi } from "./aiSdkUi.ts";
import { plainText } from "./plainText.ts";

/** What gives away a stream that needs a format of its own. */
const LOOKS: Record<string, RegExp> = {
  openaiChat: /"choices"/,
  openaiResponses: /"response\./,
  anthropicMessages: /"(message_start|content_block|ping)/,
  gemini: /"candidates"/,
  agUi: /"(RUN|TEXT_MESSAGE|STEP)_/,
};

/** The types of our own events, up to the first hyphen. */
const OURS = /^(start|text|finish|error|abort|reasoning|tool|source|file|data|message)(-|$)/;

/**
 * The format of a response that carries a stream: the one that was asked for, or by content type.
 * @throws WorkflowStreamError `format` when the response is no stream, or one of no known format.
 */
export async function formatOf(
  response: Response,
  asked: WorkflowStreamOptions["format"] = "auto",
): Promise<Format> {
  const type = mimeType(response);
  const custom = asked === "auto" ? undefined : asked;
  if (type === "text/html" || (type === "application/json" && custom?.framing !== "lines"))
    throw await readRefusal(response);
  if (custom) return custom;
  if (/^(|text\/plain|text\/markdown|application\/octet-stream)$/.test(type)) return plainText;
  if (type === "text/event-stream") return looked();
  response.body?.cancel().catch(() => {});
  throw unknownFormat(`The content type ${type} needs a format`);
}

/** Our event stream, its first event looked at. */
function looked(): Format {
  let isOurs = false;
  return {
    ...aiSdkUi,
    read(event) {
      const { data } = event;
      isOurs ||= data === "[DONE]" || OURS.test(typeOf(data));
      if (isOurs) return aiSdkUi.read(event);
      const name = Object.keys(LOOKS).find((name) => LOOKS[name]!.test(data));
      throw unknownFormat(
        name ? `These events look like ${name}: pass it as format` : "These events need a format",
      );
    },
  };
}

function typeOf(data: string): string {
  try {
    return JSON.parse(data).type;
  } catch {
    return "";
  }
}

function unknownFormat(message: string): WorkflowStreamError {
  return new WorkflowStreamError("format", "body", message);
}
