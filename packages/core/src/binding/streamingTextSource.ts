import type { RegisteredInputs, WorkflowId } from "../registered.ts";
import type { WorkflowStreamOptions } from "../options.ts";
import type { AnyWorkflowStream } from "../workflowStream.ts";

/** Inputs, or a function that gives them. */
type Given<Inputs> = Inputs | (() => Inputs) | undefined;

/** What may stand in a `baseUrl` of a server of which no types are known; it has one where the app's own workflows are registered. */
type OtherServer = [WorkflowId] extends [never]
  ? {
      /** Where the API stands. Default `'/api/v1'`. */
      baseUrl?: string | undefined;
    }
  : { baseUrl: string };

/** A workflow of the app's own server, where those are registered: one of these for each id. */
type RegisteredSource<Id> = Id extends WorkflowId
  ? {
      workflowId: Id;
      inputs?: Given<RegisteredInputs<Id>>;
      baseUrl?: undefined;
      url?: undefined;
      stream?: undefined;
    }
  : never;

/** Where a `<StreamingText>` has its text from: a workflow, any endpoint that streams text, or a stream made elsewhere. */
export type StreamingTextSource =
  | RegisteredSource<WorkflowId>
  | ({
      /** Which workflow to run, as its server calls it. */
      workflowId: string;
      /** Sent when `start()` is given none; an interface may be their type. */
      inputs?: Given<object>;
      url?: undefined;
      stream?: undefined;
    } & OtherServer)
  | {
      /** Any endpoint that streams text. */
      url: NonNullable<WorkflowStreamOptions<unknown>["url"]>;
      inputs?: Given<object>;
      workflowId?: undefined;
      baseUrl?: undefined;
      stream?: undefined;
    }
  | {
      /** A stream made elsewhere, which goes on when this text is gone. */
      stream: AnyWorkflowStream;
      inputs?: Given<object>;
      workflowId?: undefined;
      baseUrl?: undefined;
      url?: undefined;
    };
