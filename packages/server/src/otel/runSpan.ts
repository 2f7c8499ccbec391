import { context, SpanStatusCode, trace, type Context, type Tracer } from "@opentelemetry/api";
import type { BegunRun, RunTelemetry } from "../telemetry.ts";
import type { RunReport } from "../report.ts";
import type { WorkflowOutput } from "../workflow.ts";
import { inSeconds, present } from "./attributes.ts";
import type { Instruments } from "./instruments.ts";
import { recordModelCall } from "./modelSpan.ts";
import { placeOf } from "./origin.ts";

const ENDED: IteratorReturnResult<void> = { done: true, value: undefined };

/** Begins the span of a run, and counts the run. */
export function watchRun(run: BegunRun, tracer: Tracer, instruments: Instruments): RunTelemetry {
  const { runId, workflowId, owner, startedAtMs } = run;
  const { parent, options } = placeOf(run.origin);
  const ofWorkflow = { "workflow_stream.workflow.id": workflowId };
  const span = tracer.startSpan(
    `run ${workflowId}`,
    {
      ...options,
      startTime: startedAtMs,
      attributes: present({
        ...ofWorkflow,
        "workflow_stream.run.id": runId,
        "workflow_stream.owner": owner,
      }),
    },
    parent,
  );
  const inside = trace.setSpan(parent, span);
  instruments.activeRuns.add(1, ofWorkflow);

  function ended(report: RunReport): void {
    const { status, errorCode, finishReason, firstTextMs, durationMs, bytes, parts, usage } =
      report;
    const ending = present({
      "workflow_stream.run.status": status,
      "workflow_stream.run.finish_reason": finishReason,
      "error.type": errorCode,
    });
    span.setAttributes(
      present({
        ...ending,
        "workflow_stream.run.bytes": bytes,
        "workflow_stream.run.parts": parts,
        "workflow_stream.run.input_tokens": usage?.inputTokens,
        "workflow_stream.run.output_tokens": usage?.outputTokens,
        "workflow_stream.run.reasoning_tokens": usage?.reasoningTokens,
      }),
    );
    if (firstTextMs !== undefined) span.addEvent("first text", {}, startedAtMs + firstTextMs);
    if (status === "failed") span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(startedAtMs + durationMs);

    instruments.activeRuns.add(-1, ofWorkflow);
    instruments.runs.add(1, { ...ofWorkflow, ...ending });
    instruments.runDuration.record(inSeconds(durationMs), { ...ofWorkflow, ...ending }, inside);
    if (firstTextMs !== undefined) {
      instruments.firstText.record(inSeconds(firstTextMs), ofWorkflow, inside);
    }
  }

  return {
    follow: (begin) => followIn(inside, begin),
    modelCalled: (call) => recordModelCall(call, inside, tracer, instruments),
    ended,
  };
}

/** The same pieces, with every step of their making in the context. */
function followIn(inside: Context, begin: () => WorkflowOutput): WorkflowOutput {
  return {
    [Symbol.asyncIterator]() {
      const steps = context.with(inside, () => begin()[Symbol.asyncIterator]());
      return {
        next: () => context.with(inside, () => steps.next()),
        return: () => context.with(inside, async () => (await steps.return?.()) ?? ENDED),
      };
    },
  };
}
