export { WorkflowStreamDefaults, type WorkflowStreamDefaultsProps } from "./defaults.tsx";
export { StreamingText } from "./StreamingText.tsx";
export { useWorkflowStream, type UseWorkflowStreamReturn } from "./useWorkflowStream.ts";
