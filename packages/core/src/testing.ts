export {
  createScriptedServer,
  type Fault,
  type Refusal,
  type Script,
  type ScriptedEnding,
  type ScriptedFinish,
  type ScriptedPart,
  type ScriptedRun,
  type ScriptedServer,
  type SeenRequest,
  type Wire,
} from "../../testing/src/index.ts";
