export { createScriptedServer, type ScriptedServer } from "@workflow-stream/testing";
