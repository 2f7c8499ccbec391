import { WorkflowStreamError } from "../errors.ts";
import { mimeType, readRefusal } from "../read/refusal.ts";
import type { Format, WorkflowStreamOptions } from "../types.ts";
import { aiSdkUi } from "./aiSdkUi.ts";
import { plainText } from "./plainText.ts";

/** What gives away, in its first event, a stream that needs a format of its own. */
const LOOKS: Record<string, string> = {
  choices: "openaiChat",
  "response.": "openaiResponses",
  message_start: "anthropicMessages",
  ping: "anthropicMessages",
  candidates: "gemini",
  RUN_STARTED: "agUi",
};

/**
 * The format of a response that carries a stream: the one that was asked for, or by content type.
 * @throws WorkflowStreamError what a response that carries none says, by status or as `format`; `unsupported` where the runtime's `fetch` gives no stream to read.
 */
export async function formatOf(
  response: Response,
  asked: WorkflowStreamOptions["format"] = "auto",
): Promise<Format> {
  if (response.body === undefined) throw new WorkflowStreamError("unsupported", "body");
  const type = mimeType(response);
  // a page is the answer of something that stands between, not of the server
  if (response.ok && type !== "text/html") {
    if (asked === "auto") {
      if (/^(text\/(plain|markdown)|application\/octet-stream|)$/.test(type)) return plainText;
      if (type === "text/event-stream") {
        // our event stream, its first event looked at
        let isOurs = false;
        return {
          ...aiSdkUi,
          read(event) {
            const result = aiSdkUi.read(event);
            isOurs ||= !!result;
            if (isOurs) return result;
            const look = Object.keys(LOOKS).find((look) => event.data.includes(look));
            throw new Error(`It looks like ${LOOKS[look!] ?? "no known format"}`);
          },
        };
      }
    } else if (type !== "application/json" || asked.framing === "lines") return asked;
  }
  throw await readRefusal(response);
}
