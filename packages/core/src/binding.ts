export { type AutoStart, type BindingOptions, createAutoStart, isStream } from "./autoStart.ts";
export {
  type StreamingTextSlot,
  type StreamingTextSource,
  withDefaults,
  type WorkflowStreamDefaultOptions,
} from "./defaults.ts";
export { createBindingStream } from "./bindingStream.ts";
export { animateSpinner, hiddenStyle, spinnerStyle } from "./spinner.ts";
export { createView, type View, type ViewOptions, type ViewStore } from "./view.ts";
