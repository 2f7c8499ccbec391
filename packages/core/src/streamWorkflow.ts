import { call } from "./environment.ts";
import { interrupted, withPartialText } from "./errors.ts";
import { iterate } from "./read/iterate.ts";
import { checkOptions } from "./run/checkOptions.ts";
import { inputsOf, takeInputs } from "./run/inputs.ts";
import type { Elsewhere, RegisteredOptions, WorkflowId } from "./registered.ts";
import { createRun, type Ending } from "./run/run.ts";
import type { WorkflowStreamOptions } from "./options.ts";
import type { Part } from "./parts.ts";

/** What only an observable stream has a use for. */
type Observing = "flush" | "initialText" | "onDelta" | "onData" | "onFinish" | "onError";

type Without<Options, Names extends PropertyKey> = Options extends unknown
  ? Omit<Options, Names>
  : never;

/** What `streamWorkflow` takes: what to run, and a signal that stops it. */
export type StreamWorkflowOptions<Inputs> = Iterated<WorkflowStreamOptions<Inputs>>;

type Iterated<Options> = Without<Options, Observing> & {
  signal?: AbortSignal | undefined;
  /** Called with what stands beside the text, in its order: each once, and how it ended, last. */
  onPart?: ((part: Part) => void) | undefined;
};

/**
 * Runs a workflow for code without a UI and yields its deltas: what arrived since the last step.
 * Each iteration is a run of its own; leaving the loop stops it, here and on the server, at once also while a delta is waited for.
 * @throws WorkflowStreamError when the text is not complete, its `partialText` what came; the signal's reason when it aborts; a
 * TypeError for what `createWorkflowStream` throws one for.
 * @example
 * ```ts
 * const run = { workflowId: "explain", baseUrl, token, inputs: { topic: "tides" } };
 * for await (const delta of streamWorkflow(run)) process.stdout.write(delta);
 * ```
 */
export function streamWorkflow<Id extends WorkflowId>(
  options: { workflowId: Id } & Iterated<RegisteredOptions<Id>>,
): AsyncGenerator<string, void, undefined>;
export function streamWorkflow<
  Inputs = Record<string, unknown>,
  Id extends string | undefined = string | undefined,
>(
  options: StreamWorkflowOptions<Inputs> & Elsewhere<Id> & { workflowId?: Id },
): AsyncGenerator<string, void, undefined>;
export function streamWorkflow<Inputs>(
  options: StreamWorkflowOptions<Inputs>,
): AsyncGenerator<string, void, undefined> {
  return iterate((left) => runDeltas(options, left));
}

async function* runDeltas<Inputs>(
  options: StreamWorkflowOptions<Inputs>,
  left: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  checkOptions(options);
  const { signal, onPart } = options;
  signal?.throwIfAborted();
  const { body } = takeInputs(inputsOf(options));

  let text = "";
  let arrived = "";
  let ending: Ending | undefined;
  let wake = (): void => {};
  const run = createRun(options, body, (news) => {
    if (news.kind === "parts") for (const part of news.parts) call(onPart, part);
    if (news.kind === "finish") call(onPart, { type: "finish", ...news.finish });
    if (news.kind !== "text") return;
    arrived += news.delta;
    wake();
  });
  let isStopped = false;
  const stop = (): void => {
    if (!ending && !isStopped) run.stop();
    isStopped = true;
    wake();
  };
  signal?.addEventListener("abort", stop);
  left.addEventListener("abort", stop);
  void run.follow().then((end) => {
    ending = end;
    wake();
  });

  try {
    while (!left.aborted) {
      if (arrived) {
        const delta = arrived;
        arrived = "";
        text += delta;
        yield delta;
      } else if (ending) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  if (left.aborted || !ending) return;
  signal?.throwIfAborted();
  if (ending.status === "error") throw withPartialText(ending.error, text);
  if (ending.status === "stopped") throw withPartialText(interrupted(), text);
}
