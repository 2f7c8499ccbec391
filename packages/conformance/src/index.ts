export {
  createScriptedServer,
  type Fault,
  type ScriptedRun,
  type ScriptedServer,
} from "@workflow-stream/testing";
export { advance, frame, holdClock } from "./clock.ts";
export { type BindingNotes, describeBinding } from "./describeBinding.ts";
export type { Mount, Mounted, MountInit, MountOptions } from "./harness.ts";
export { forbidInlineStyles } from "./policy.ts";
export { type ComponentProps, toProps } from "./props.ts";
export { eventually } from "./scene.ts";
