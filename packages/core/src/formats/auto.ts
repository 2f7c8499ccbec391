import { WorkflowStreamError } from "../errors.ts";
import { mimeType, parseObject, readRefusal } from "../refusal.ts";
import type { Format, WorkflowStreamOptions } from "../types.ts";
import { aiSdkUi } from "./aiSdkUi.ts";
import { plainText } from "./plainText.ts";

/** What gives away, in its first event, a stream that needs a format of its own. */
const LOOKS: Record<string, string> = {
  '"choices"': "openaiChat",
  '"response.': "openaiResponses",
  '"message_start"': "anthropicMessages",
  '"ping"': "anthropicMessages",
  '"candidates"': "gemini",
  '"RUN_STARTED"': "agUi",
};

/** The types of our own events, up to the first hyphen. */
const OURS = /^(start|text|finish|error|abort|reasoning|tool|source|file|data|message)(-|$)/;

/**
 * The format of a response that carries a stream: the one that was asked for, or by content type.
 * @throws WorkflowStreamError `format` when the response is no stream, or one of no known format.
 */
export async function formatOf(
  response: Response,
  asked: WorkflowStreamOptions["format"],
): Promise<Format> {
  const type = mimeType(response);
  const custom = asked === "auto" ? undefined : asked;
  if (type === "text/html" || (type === "application/json" && custom?.framing !== "lines"))
    throw await readRefusal(response);
  if (custom) return custom;
  if (/^(|text\/plain|text\/markdown|application\/octet-stream)$/.test(type)) return plainText;
  if (type === "text/event-stream") return looked();
  response.body?.cancel().catch(() => {});
  throw new WorkflowStreamError("format", "body", `Pass a format for ${type}`);
}

/** Our event stream, its first event looked at. */
function looked(): Format {
  let isOurs = false;
  return {
    ...aiSdkUi,
    read(event) {
      const { data } = event;
      isOurs ||= data === "[DONE]" || OURS.test(String(parseObject(data).type));
      if (isOurs) return aiSdkUi.read(event);
      const look = Object.keys(LOOKS).find((look) => data.includes(look));
      throw new Error(look ? `Pass format: ${LOOKS[look]}` : "Pass a format");
    },
  };
}
