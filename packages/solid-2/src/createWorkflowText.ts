import type {
  OtherOptions,
  RegisteredData,
  RegisteredInputs,
  RegisteredOptions,
  RunResult,
  Snapshot,
  WorkflowId,
  WorkflowStreamOptions,
} from "@workflow-stream/core";
import {
  type GivenInputs,
  givenInputs,
  isSameGiven,
  type NoInputs,
} from "@workflow-stream/core/binding";
import {
  type Accessor,
  createMemo,
  from,
  type FromSource,
  refresh,
  type SourceAccessor,
} from "solid-js";
import { createWorkflowStream, type CreateWorkflowStreamReturn } from "./createWorkflowStream.ts";

/** What comes from the source, and so is no option. */
type InputsFromSource = { inputs?: undefined };

/** Options of a text's stream; its inputs come from the source. */
export type WorkflowTextOptions<Inputs = Record<string, unknown>> = WorkflowStreamOptions<Inputs> &
  InputsFromSource;

type RegisteredTextOptions<Id extends WorkflowId> = RegisteredOptions<Id> & InputsFromSource;
type OtherTextOptions<Inputs, Id> = OtherOptions<Inputs, Id> & InputsFromSource;

/** What can be done with the run of a text, and what the text can't say itself. */
export type WorkflowTextRun<
  Inputs = Record<string, unknown>,
  Data = Record<string, unknown>,
> = Omit<CreateWorkflowStreamReturn<Inputs, Data>, "text" | "start" | "restore">;

/**
 * Shows a workflow's text as an async memo: it is pending until the first text, and then grows. The source gives the inputs: nothing
 * starts while it gives `undefined`, `null` or `false`, and inputs that are equal by value start one run.
 * A run that fails before its first text fails the memo. What fails later stands in `error()`, since the text is kept.
 * Nothing starts and nothing waits on a server, where `<Loading>` shows its fallback; on a page that a server rendered, the run starts when it
 * is hydrated.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 * @example
 * ```tsx
 * const [text] = createWorkflowText(() => ({ topic: topic() }), { workflowId: "explain", token });
 * return <Loading fallback="Writing…"><p>{text()}</p></Loading>;
 * ```
 */
export function createWorkflowText<Id extends WorkflowId>(
  source: Accessor<RegisteredInputs<Id>>,
  options: RegisteredTextOptions<Id> | Accessor<RegisteredTextOptions<Id>>,
): [text: SourceAccessor<string>, run: WorkflowTextRun<RegisteredInputs<Id>, RegisteredData<Id>>];
export function createWorkflowText<Id extends WorkflowId>(
  source: Accessor<RegisteredInputs<Id> | NoInputs>,
  options: RegisteredTextOptions<Id> | Accessor<RegisteredTextOptions<Id>>,
): [
  text: SourceAccessor<string | undefined>,
  run: WorkflowTextRun<RegisteredInputs<Id>, RegisteredData<Id>>,
];
export function createWorkflowText<
  Inputs extends object,
  Id extends string | undefined = string | undefined,
>(
  source: Accessor<Inputs>,
  options: OtherTextOptions<Inputs, Id> | Accessor<OtherTextOptions<Inputs, Id>>,
): [text: SourceAccessor<string>, run: WorkflowTextRun<Inputs>];
export function createWorkflowText<
  Inputs extends object,
  Id extends string | undefined = string | undefined,
>(
  source: Accessor<Inputs | NoInputs>,
  options: OtherTextOptions<Inputs, Id> | Accessor<OtherTextOptions<Inputs, Id>>,
): [text: SourceAccessor<string | undefined>, run: WorkflowTextRun<Inputs>];
export function createWorkflowText<Inputs extends object>(
  source: Accessor<Inputs | NoInputs>,
  options: WorkflowTextOptions<Inputs> | Accessor<WorkflowTextOptions<Inputs>>,
): [text: SourceAccessor<string | undefined>, run: WorkflowTextRun<Inputs>] {
  const { text: _, start, restore, ...run } = createWorkflowStream<Inputs>(options);
  /** The inputs whose run failed before its first text. */
  let failed: GivenInputs<Inputs> | undefined;

  /** Starts a run, and tells its text from the first on; ends with its memo, or when other inputs are given. */
  function follow(asked: GivenInputs<Inputs>): FromSource<string> {
    return (tell, fail) => {
      let isOpen = true;
      let unsubscribe = (): void => {};
      const update = ({ isLoading, error, text, timing }: Snapshot<Inputs>): void => {
        const hasBegun = timing.firstText !== undefined;
        if (isLoading && !hasBegun) return;
        failed = error && !hasBegun ? asked : undefined;
        if (failed) fail(error);
        else tell(text);
      };
      // not at once: what the user's functions read and write is no part of the memo
      void Promise.resolve().then(() => {
        if (!isOpen) return;
        // what is remembered of an equal run counts as this start
        void restore();
        void (failed === asked ? run.retry() : start(asked.inputs));
        unsubscribe = run.stream.subscribe(update);
        update(run.stream.getSnapshot());
      });
      return () => {
        isOpen = false;
        unsubscribe();
      };
    };
  }

  const given = createMemo(() => givenInputs(source()), {
    equals: isSameGiven,
    ssrSource: "client",
  });
  const text = createMemo(
    () => {
      const asked = given();
      return asked && from(follow(asked));
    },
    { ssrSource: "client" },
  );

  function retry(): Promise<RunResult> {
    const result = run.retry();
    if (failed) void refresh(text);
    return result;
  }

  return [text, { ...run, retry }];
}
