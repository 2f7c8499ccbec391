import type {
  OtherOptions,
  RegisteredData,
  RegisteredInputs,
  RegisteredOptions,
  RunResult,
  WorkflowId,
  WorkflowStreamOptions,
} from "@workflow-stream/core";
import { type GivenInputs, givenInputs, isSameGiven } from "@workflow-stream/core/binding";
import {
  type Accessor,
  createMemo,
  createResource,
  createSignal,
  onMount,
  type Resource,
  type ResourceSource,
  type Setter,
  sharedConfig,
  type Signal,
  untrack,
} from "solid-js";
import { createWorkflowStream, type CreateWorkflowStreamReturn } from "./createWorkflowStream.ts";

/** What comes from the source, and so is no option. */
type InputsFromSource = { inputs?: undefined };

/** Options of a resource's stream; its inputs come from the source. */
export type WorkflowResourceOptions<Inputs = Record<string, unknown>> =
  WorkflowStreamOptions<Inputs> & InputsFromSource;

/** What can be done with a resource, and what it can't say itself. */
export type WorkflowResourceActions<
  Inputs = Record<string, unknown>,
  Data = Record<string, unknown>,
> = Pick<
  CreateWorkflowStreamReturn<Inputs, Data>,
  "status" | "error" | "isLoading" | "isPartial" | "verified" | "stop" | "stream"
> & {
  /** Picks up a run that broke off, or starts anew with the same inputs; a resource that failed is pending again. Never rejects. */
  readonly retry: () => Promise<RunResult>;
  /** Starts a run with the source's inputs, or joins the one that is on; the resource is pending until its first text. */
  readonly refetch: () => void;
  /** Replaces the text; a run that is on is stopped. */
  readonly mutate: (text: string | ((text: string) => string)) => void;
};

/**
 * Shows a workflow's text as a resource, which suspends until the first text and then grows. The source gives the inputs: nothing
 * starts while it is `undefined`, `null` or `false`, and inputs that are equal by value start one run.
 * A run that fails before its first text fails the resource. What fails later stands in `error()`, since a resource that is ready can't fail.
 * Nothing starts on a server; on a page that a server rendered, the source opens when it is mounted.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 * @example
 * ```tsx
 * const [text] = createWorkflowResource(() => ({ topic: topic() }), { workflowId: "explain", token });
 * return <Suspense fallback="Writing…"><p>{text()}</p></Suspense>;
 * ```
 */
export function createWorkflowResource<Id extends WorkflowId>(
  source: ResourceSource<RegisteredInputs<Id>>,
  options:
    | (RegisteredOptions<Id> & InputsFromSource)
    | Accessor<RegisteredOptions<Id> & InputsFromSource>,
): [Resource<string>, WorkflowResourceActions<RegisteredInputs<Id>, RegisteredData<Id>>];
export function createWorkflowResource<
  Inputs = Record<string, unknown>,
  Id extends string | undefined = string | undefined,
>(
  source: ResourceSource<Inputs>,
  options:
    | (OtherOptions<Inputs, Id> & InputsFromSource)
    | Accessor<OtherOptions<Inputs, Id> & InputsFromSource>,
): [Resource<string>, WorkflowResourceActions<Inputs>];
export function createWorkflowResource<Inputs>(
  source: ResourceSource<Inputs>,
  options: WorkflowResourceOptions<Inputs> | Accessor<WorkflowResourceOptions<Inputs>>,
): [Resource<string>, WorkflowResourceActions<Inputs>] {
  const { text, status, error, isLoading, isPartial, verified, stop, stream, ...methods } =
    createWorkflowStream<Inputs>(options);

  const [isOpen, setOpen] = createSignal(!sharedConfig.context);
  onMount(() => setOpen(true));
  const given = createMemo(
    () =>
      givenInputs(isOpen() && (typeof source === "function" ? (source as () => Inputs)() : source)),
    undefined,
    { equals: isSameGiven },
  );

  const [resource, { refetch }] = createResource(
    given,
    async ({ inputs }: GivenInputs<Inputs>) => {
      // what is remembered of an equal run counts as this start
      void stream.restore();
      void methods.start(inputs);
      const { error, text, timing } = await stream.ready();
      if (error && timing.firstText === undefined) throw error;
      return text;
    },
    { storage: () => growing(text) },
  );

  function retry(): Promise<RunResult> {
    const result = methods.retry();
    // the fetcher's start joins the run that is on now
    if (untrack(() => resource.state) === "errored") void refetch();
    return result;
  }

  const mutate: WorkflowResourceActions["mutate"] = (next) =>
    methods.setText(typeof next === "function" ? next(untrack(text)) : next);

  return [
    resource,
    {
      status,
      error,
      isLoading,
      isPartial,
      verified,
      stop,
      retry,
      refetch: () => void refetch(),
      mutate,
      stream,
    },
  ];
}

/** A resource's value that is always the stream's text; `undefined` as long as there is none and the resource has not resolved. */
function growing(text: Accessor<string>): Signal<string | undefined> {
  const [isResolved, setResolved] = createSignal(false);
  const resolve = (value: () => string | undefined): void =>
    void setResolved(value() !== undefined);
  return [() => text() || (isResolved() ? "" : undefined), resolve as Setter<string | undefined>];
}
