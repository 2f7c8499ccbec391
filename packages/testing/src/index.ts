export type { Fault, Refusal } from "./faults.ts";
export { openPage, type Page } from "./page.ts";
export type { ScriptedFinish, ScriptedPart } from "./parts.ts";
export type { Script, SeenRequest } from "./script.ts";
export type { ScriptedEnding, ScriptedRun } from "./scriptedRun.ts";
export { createScriptedServer, type ScriptedServer } from "./scriptedServer.ts";
export type { Wire } from "./wire.ts";
export { textNodesOf, translatePage } from "./translatePage.ts";
