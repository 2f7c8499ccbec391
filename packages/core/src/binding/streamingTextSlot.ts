import type { WorkflowStreamError } from "../errors.ts";
import type { WorkflowStreamStatus } from "../types.ts";

/** What renders the text in place of `<StreamingText>` is given. */
export interface StreamingTextSlot {
  text: string;
  status: WorkflowStreamStatus;
  error: WorkflowStreamError | undefined;
  retry: () => void;
  stop: () => void;
}
