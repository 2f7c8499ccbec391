export { type AutoStart, type BindingOptions, createAutoStart } from "./autoStart.ts";
export { createBindingStream } from "./bindingStream.ts";
export {
  type CommonStreamOptions,
  withDefaults,
  type WorkflowStreamDefaultOptions,
} from "./defaults.ts";
export { type GivenInputs, givenInputs, isSameGiven, type NoInputs } from "./givenInputs.ts";
export { hideFromSight } from "./hideFromSight.ts";
export { inputsJson } from "./inputsJson.ts";
export { isStream } from "./isStream.ts";
export { OWN_PROPS } from "./ownProps.ts";
export type { OwnStreamProps } from "./ownStreamProps.ts";
export { showMark } from "./showMark.ts";
export { showSpinner } from "./showSpinner.ts";
export { streamOptionsOf } from "./streamOptionsOf.ts";
export { createTextStream, type TextStream } from "./textStream.ts";
export type { StreamingTextHandle } from "./streamingTextHandle.ts";
export type { StreamingTextNotice, StreamingTextSlot } from "./streamingTextSlot.ts";
export type { StreamingTextSource } from "./streamingTextSource.ts";
export { messageOf, type WorkflowStreamMessages } from "../show/messages.ts";
export {
  NO_VIEW,
  type View,
  type ViewOptions,
  type WatchOptions,
  watchView,
} from "../show/view.ts";
export { isEqualJson } from "../run/equalJson.ts";
