import type { AnyWorkflowStream } from "@workflow-stream/core";
import { createTrace, type Trace } from "./trace.ts";

const traces = new WeakMap<AnyWorkflowStream, Trace>();

/** The trace of a stream: one for all who ask, kept from the first question on. */
export function traceOf(stream: AnyWorkflowStream): Trace {
  const known = traces.get(stream);
  if (known) return known;
  const trace = createTrace();
  traces.set(stream, trace);
  trace.observe(stream.getSnapshot(), performance.now());
  stream.subscribe((snapshot) => trace.observe(snapshot, performance.now()));
  return trace;
}
