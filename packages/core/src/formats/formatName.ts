import { type JsonObject, stringOf } from "../read/json.ts";

/** The ready format that a stream's first event looks like; `undefined` if it looks like none. */
export function formatNameOf(event: JsonObject): string | undefined {
  if ("choices" in event) return "openaiChat";
  if ("candidates" in event) return "gemini";
  switch (event.type) {
    case "message_start":
    case "ping":
      return "anthropicMessages";
    case "RUN_STARTED":
    case "RUN_ERROR":
      return "agUi";
    default:
      return stringOf(event.type)?.startsWith("response.") ? "openaiResponses" : undefined;
  }
}
