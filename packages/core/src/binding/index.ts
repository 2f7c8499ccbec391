export { type AutoStart, type BindingOptions, createAutoStart } from "./autoStart.ts";
export { createBindingStream } from "./bindingStream.ts";
export { withDefaults, type WorkflowStreamDefaultOptions } from "./defaults.ts";
export { hideFromSight } from "./hideFromSight.ts";
export { isStream } from "./isStream.ts";
export { showSpinner } from "./showSpinner.ts";
export type { StreamingTextSlot } from "./streamingTextSlot.ts";
export type { StreamingTextSource } from "./streamingTextSource.ts";
export { NO_VIEW, type View, type ViewOptions, watchView } from "../show/view.ts";
