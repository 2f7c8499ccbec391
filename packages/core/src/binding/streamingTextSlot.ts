import type { WorkflowStreamError } from "../errors.ts";
import type { FinishReason } from "../parts.ts";
import type { WorkflowStreamStatus } from "../workflowStream.ts";

/** What renders the text in place of `<StreamingText>` is given. */
export interface StreamingTextSlot {
  text: string;
  status: WorkflowStreamStatus;
  error: WorkflowStreamError | undefined;
  retry: () => void;
  stop: () => void;
}

/** What renders the fallback of `<StreamingText>`, or the mark beside a text that is not whole, is given. */
export interface StreamingTextNotice {
  /** The sentence that would show by default. */
  message: string;
  /** `undefined` where a limit, a filter or the server's stop ended the text. */
  error: WorkflowStreamError | undefined;
  finishReason: FinishReason | undefined;
  retry: () => void;
}
