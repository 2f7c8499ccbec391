import type { AnyWorkflowStream, WorkflowStreamOptions } from "../types.ts";

/** Where a `<StreamingText>` has its text from: a workflow, any endpoint that streams text, or a stream made elsewhere. */
export type StreamingTextSource =
  | {
      /** Which workflow to run, as its server calls it. */
      workflowId: string;
      /** Where the API stands. Default `'/api/v1'`. */
      baseUrl?: string | undefined;
      url?: undefined;
      stream?: undefined;
    }
  | {
      /** Any endpoint that streams text. */
      url: NonNullable<WorkflowStreamOptions<unknown>["url"]>;
      workflowId?: undefined;
      baseUrl?: undefined;
      stream?: undefined;
    }
  | {
      /** A stream made elsewhere, which goes on when this text is gone. */
      stream: AnyWorkflowStream;
      workflowId?: undefined;
      baseUrl?: undefined;
      url?: undefined;
    };
