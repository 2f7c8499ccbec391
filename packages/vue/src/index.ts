export { StreamingText, type StreamingTextSlot } from "./StreamingText.ts";
export {
  useWorkflowStream,
  type UseWorkflowStreamOptions,
  type UseWorkflowStreamReturn,
} from "./useWorkflowStream.ts";
export * from "@workflow-stream/core";
