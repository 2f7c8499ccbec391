import type { CommonOptions, WorkflowStreamOptions, WorkflowTarget } from "./options.ts";

/**
 * The workflows of the app's own server, for their types alone: augment it in the package that is imported.
 * @example
 * ```ts
 * import type { workflows } from "./server/workflows";
 *
 * declare module "@workflow-stream/vue" {
 *   interface Register { workflows: typeof workflows }
 * }
 * ```
 */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- it is there to be augmented
export interface Register {}

/** The inputs that a workflow is sent: what its schema takes, so that what has a default may be left out. */
export type InputsOf<Workflow> = Workflow extends {
  readonly inputs: {
    readonly "~standard": { readonly types?: { readonly input: infer Input } | undefined };
  };
}
  ? Input
  : Record<string, unknown>;

/** The values that a workflow sends beside its text, by their names; any may not have come yet. */
export type DataOf<Workflow> = {
  readonly [Part in DataPartOf<Workflow> as Part["name"]]?: Part["value"];
};

// by shape: a client never imports what is a server's
type DataPartOf<Workflow> = Workflow extends {
  run(...args: never[]): AsyncIterable<infer Piece>;
}
  ? Extract<Piece, { readonly type: "data"; readonly name: string; readonly value: unknown }>
  : never;

/** Each of the workflows that are registered, given as a list or by name. */
type Registered = Register extends { readonly workflows: infer Workflows }
  ? Extract<
      Workflows extends readonly (infer Workflow)[] ? Workflow : Workflows[keyof Workflows],
      { readonly id: string }
    >
  : never;

/** The ids of the workflows that are registered; `never` where none are. */
export type WorkflowId = Registered["id"];

type RegisteredWorkflow<Id> = Extract<Registered, { readonly id: Id }>;

/** The inputs of the registered workflow of an id. */
export type RegisteredInputs<Id> = InputsOf<RegisteredWorkflow<Id>>;

/** The data of the registered workflow of an id. */
export type RegisteredData<Id> = DataOf<RegisteredWorkflow<Id>>;

/** Hears each name with its value; of data that nothing is known of, any. */
type DataListener<Data> = [keyof Data] extends [never]
  ? (name: string, value: unknown) => void
  : (...entry: Extract<Entry<Data>, readonly unknown[]>) => void;

type Entry<Data> = { [Name in keyof Data]: [name: Name, value: Required<Data>[Name]] }[keyof Data];

/** Options of a stream of a registered workflow. */
export type RegisteredOptions<Id extends WorkflowId> = Omit<
  CommonOptions<RegisteredInputs<Id>>,
  "onData"
> &
  WorkflowTarget & {
    workflowId: Id;
    baseUrl?: undefined;
    /** Called once with each value that the server sends beside the text, those too that are not kept. */
    onData?: DataListener<RegisteredData<Id>> | undefined;
  };

/**
 * Options of a stream of anything else. `Id` is inferred, and is not where a type argument names the inputs: where workflows are registered,
 * any other literal id is of another server, which is named beside it.
 */
export type OtherOptions<Inputs, Id> = WorkflowStreamOptions<Inputs> & {
  workflowId?: Id;
} & Elsewhere<Id>;

/** What says that a stream is of another server. */
export type Elsewhere<Id> = [WorkflowId] extends [never]
  ? unknown
  : Id extends string
    ? string extends Id
      ? unknown
      : { baseUrl: string }
    : unknown;
