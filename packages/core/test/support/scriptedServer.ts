export {
  createScriptedServer,
  type Script,
  type ScriptedServer,
  type SeenRequest,
} from "@workflow-stream/testing";
