import { type JsonObject, stringOf } from "../read/json.ts";

/** What a stream of these formats begins with. */
const AG_UI_TYPES = /* @__PURE__ */ new Set(["RUN_STARTED", "RUN_ERROR"]);
const ANTHROPIC_TYPES = /* @__PURE__ */ new Set(["message_start", "ping"]);

/** The ready format that a stream's first event looks like; `undefined` if it looks like none. */
export function formatNameOf(event: JsonObject): string | undefined {
  const type = stringOf(event.type) ?? "";
  if ("choices" in event) return "openaiChat";
  if ("candidates" in event) return "gemini";
  if (type.startsWith("response.")) return "openaiResponses";
  if (ANTHROPIC_TYPES.has(type)) return "anthropicMessages";
  if (AG_UI_TYPES.has(type)) return "agUi";
  return undefined;
}
