export { type AutoStart, type BindingOptions, createAutoStart, isStream } from "./autoStart.ts";
export {
  type StreamingTextSlot,
  type StreamingTextSource,
  withDefaults,
  type WorkflowStreamDefaultOptions,
} from "./defaults.ts";
export { createBindingStream } from "./bindingStream.ts";
export { hideFromSight, showSpinner } from "./spinner.ts";
export { NO_VIEW, type View, type ViewOptions, watchView } from "../show/view.ts";
