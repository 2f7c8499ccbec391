export type { ScriptedEnding } from "@workflow-stream/testing";
