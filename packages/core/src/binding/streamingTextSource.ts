import type { AnyWorkflowStream, WorkflowStreamOptions } from "../types.ts";

/** Where a `<StreamingText>` has its text from: a workflow, any endpoint that streams text, or a stream made elsewhere. */
export type StreamingTextSource =
  | { workflowId: string; baseUrl?: string | undefined; url?: undefined; stream?: undefined }
  | {
      url: NonNullable<WorkflowStreamOptions<unknown>["url"]>;
      workflowId?: undefined;
      baseUrl?: undefined;
      stream?: undefined;
    }
  | { stream: AnyWorkflowStream; workflowId?: undefined; baseUrl?: undefined; url?: undefined };
