export { agUi } from "./agUi.ts";
export { aiSdkUi } from "./aiSdkUi.ts";
export { anthropicMessages } from "./anthropicMessages.ts";
export { gemini } from "./gemini.ts";
export { ollama } from "./ollama.ts";
export { openaiChat } from "./openaiChat.ts";
export { openaiResponses } from "./openaiResponses.ts";
export { events, ndjson, type Select } from "./select.ts";
