import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AlwaysOffSampler } from "@opentelemetry/sdk-trace";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineWorkflow, WorkflowError, type Workflow } from "../../src/index.ts";
import {
  asBackend,
  asEvents,
  explain,
  handFed,
  newRunKey,
  says,
  setup,
  until,
} from "../support.ts";
import { startSdk } from "./sdk.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const SPAN_ID = "b7ad6b7169203331";
const traceparent = `00-${TRACE_ID}-${SPAN_ID}-01`;

function failing(thrown: unknown): Workflow {
  return defineWorkflow({
    id: "failing",
    inputs: z.object({}),
    async *run() {
      yield "some text";
      throw thrown;
    },
  });
}

describe("the span of a run", () => {
  it("tells what the run was, when its first text came and how it ended", async () => {
    const { telemetry, span } = startSdk();
    const { run, reports } = setup([says("greet", "Grüße")], { telemetry });
    const response = await run("greet");
    await response.text();
    const { attributes, events, status, kind, startTime, parentSpanContext } = span("run greet");
    expect(attributes).toEqual({
      "workflow_stream.workflow.id": "greet",
      "workflow_stream.run.id": response.headers.get("run-id"),
      "workflow_stream.owner": reports[0]?.owner,
      "workflow_stream.run.status": "done",
      "workflow_stream.run.bytes": 7,
      "workflow_stream.run.parts": 0,
    });
    expect(events.map(({ name }) => name)).toEqual(["first text"]);
    expect(status).toEqual({ code: SpanStatusCode.UNSET });
    expect(kind).toBe(SpanKind.INTERNAL);
    expect(parentSpanContext).toBeUndefined();
    expect(Math.abs(startTime[0] - Date.now() / 1000)).toBeLessThan(60);
  });

  it("tells what stood beside the text, and how that ended", async () => {
    const { telemetry, span } = startSdk();
    const thinking: Workflow = {
      ...says("think"),
      async *run(_inputs, { reportUsage }) {
        yield { type: "reasoning", text: "THOUGHT" };
        yield "text";
        reportUsage({ reasoningTokens: 3 });
        return { finishReason: "content-filter" };
      },
    };
    const { run } = setup([thinking], { telemetry });
    await (await run("think")).text();
    const { attributes } = span("run think");
    expect(attributes).toMatchObject({
      "workflow_stream.run.parts": 1,
      "workflow_stream.run.finish_reason": "content-filter",
      "workflow_stream.run.reasoning_tokens": 3,
    });
    expect(JSON.stringify(attributes)).not.toContain("THOUGHT");
  });

  it("carries the code of a failure, and none of its words", async () => {
    const { telemetry, span } = startSdk();
    const thrown = new WorkflowError("no room at the inn", { code: "upstream_failed" });
    const { run } = setup([failing(thrown)], { telemetry });
    await (await run("failing", { headers: asEvents })).text();
    const { status, attributes, events } = span("run failing");
    expect(status).toEqual({ code: SpanStatusCode.ERROR });
    expect(attributes).toMatchObject({
      "workflow_stream.run.status": "failed",
      "error.type": "upstream_failed",
    });
    expect(events.map(({ name }) => name)).toEqual(["first text"]);
  });

  it("is no error when the run was cancelled, and ends with it", async () => {
    const { telemetry, spans, span } = startSdk();
    const fed = handFed();
    const { run, call } = setup([fed.workflow], { telemetry, firstEventTimeoutMs: 1 });
    const { id, headers } = newRunKey();
    await run("fed", { headers });
    expect(spans()).toEqual([]);
    await call(`/runs/${id}`, { method: "DELETE", headers });
    await until(() => spans().length > 0);
    expect(span("run fed").status.code).toBe(SpanStatusCode.UNSET);
    expect(span("run fed").attributes["workflow_stream.run.status"]).toBe("aborted");
  });

  it("says when nobody read the run", async () => {
    const { telemetry, spans, span } = startSdk();
    const fed = handFed();
    const { run } = setup([fed.workflow], { telemetry, detachedGraceMs: 20 });
    fed.push("begun");
    const response = await run("fed", { headers: newRunKey().headers });
    await response.body?.cancel();
    await until(() => spans().length > 0);
    expect(span("run fed").attributes).toMatchObject({
      "workflow_stream.run.status": "failed",
      "error.type": "abandoned",
    });
  });

  it("has what the workflow told of its use", async () => {
    const { telemetry, span } = startSdk();
    const counted = defineWorkflow({
      id: "counted",
      inputs: z.object({}),
      async *run(_inputs, { reportUsage }) {
        yield "x";
        reportUsage({ inputTokens: 7, outputTokens: 3 });
      },
    });
    const { run } = setup([counted], { telemetry });
    await (await run("counted")).text();
    expect(span("run counted").attributes).toMatchObject({
      "workflow_stream.run.input_tokens": 7,
      "workflow_stream.run.output_tokens": 3,
    });
  });

  it("is one for a run, however often it is read", async () => {
    const { telemetry, spans } = startSdk();
    const { run, call } = setup([says("greet", "hi")], { telemetry });
    const { id, headers } = newRunKey();
    await (await run("greet", { headers })).text();
    await (await run("greet", { headers })).text();
    await (await call(`/runs/${id}/stream`, { headers })).text();
    expect(spans()).toHaveLength(1);
  });
});

describe("the place of a run's span", () => {
  it("is below the caller who holds a secret key", async () => {
    const { telemetry, span } = startSdk();
    const { call } = setup([explain], { telemetry });
    const headers = { ...asBackend, traceparent };
    const body = JSON.stringify({ topic: "tides" });
    await call("/run/explain", { method: "POST", headers, body });
    const { parentSpanContext, links } = span("run explain");
    expect(parentSpanContext).toMatchObject({ traceId: TRACE_ID, spanId: SPAN_ID });
    expect(links).toEqual([]);
  });

  it("is a trace of its own for who holds a token, linked to the caller's", async () => {
    const { telemetry, span } = startSdk();
    const { run } = setup([says("greet", "hi")], { telemetry });
    await (await run("greet", { headers: { traceparent } })).text();
    const found = span("run greet");
    expect(found.parentSpanContext).toBeUndefined();
    expect(found.spanContext().traceId).not.toBe(TRACE_ID);
    expect(found.links.map(({ context }) => context)).toMatchObject([
      { traceId: TRACE_ID, spanId: SPAN_ID },
    ]);
  });

  it("lets no stranger force sampling, and a backend decide", async () => {
    const { telemetry, spans } = startSdk(new AlwaysOffSampler());
    const { run, call } = setup([says("greet", "hi")], { telemetry });
    await (await run("greet", { headers: { traceparent } })).text();
    expect(spans()).toEqual([]);
    await call("/run/greet", { method: "POST", headers: { ...asBackend, traceparent } });
    expect(spans()).toHaveLength(1);
  });

  it.each(["", "00-junk", `00-${"0".repeat(32)}-${SPAN_ID}-01`, "é".repeat(20)])(
    "is its own where the header is %j",
    async (junk) => {
      const { telemetry, span } = startSdk();
      const { run, call } = setup([says("greet", "hi"), says("other", "hi")], { telemetry });
      await (await run("greet", { headers: { traceparent: junk } })).text();
      const headers = { ...asBackend, traceparent: junk };
      await call("/run/other", { method: "POST", headers });
      expect(span("run greet").links).toEqual([]);
      expect(span("run other").parentSpanContext).toBeUndefined();
    },
  );

  it("is at the active span, where something has made one of the request", async () => {
    const { telemetry, tracerProvider, span } = startSdk();
    const { call, token, run } = setup([says("greet", "hi"), says("other", "hi")], { telemetry });
    const tracer = tracerProvider.getTracer("http");
    const given = await token();
    await tracer.startActiveSpan("POST", async (request) => {
      await call("/run/greet", { method: "POST", headers: { ...asBackend, traceparent } });
      await (await run("other", { token: given, headers: { traceparent } })).text();
      request.end();
    });
    const { spanId } = span("POST").spanContext();
    expect(span("run greet").parentSpanContext?.spanId).toBe(spanId);
    expect(span("run other").parentSpanContext).toBeUndefined();
    expect(span("run other").links.map(({ context }) => context.spanId)).toEqual([spanId]);
  });
});

describe("what a workflow does", () => {
  it("belongs to its run, in each of its steps", async () => {
    const { telemetry, tracerProvider, spans, span } = startSdk();
    const tracer = tracerProvider.getTracer("app");
    const step = (name: string): void => tracer.startSpan(name).end();
    const stepping: Workflow = {
      id: "stepping",
      inputs: z.object({}),
      run() {
        step("begin");
        return (async function* () {
          try {
            step("first");
            yield "a";
            await new Promise((resolve) => setTimeout(resolve, 5));
            step("second");
            yield "b";
          } finally {
            step("last");
          }
        })();
      },
    };
    const { run } = setup([stepping], { telemetry });
    expect(await (await run("stepping")).text()).toBe("ab");
    const { spanId } = span("run stepping").spanContext();
    for (const name of ["begin", "first", "second", "last"]) {
      expect(span(name).parentSpanContext?.spanId, name).toBe(spanId);
    }
    expect(spans()).toHaveLength(5);
    expect(trace.getActiveSpan()).toBeUndefined();
  });

  it("is told when nobody waits for more, with or without OpenTelemetry", async () => {
    const { telemetry } = startSdk();
    for (const given of [{}, { telemetry }]) {
      let isOver = false;
      const endless = defineWorkflow({
        id: "endless",
        inputs: z.object({}),
        async *run() {
          try {
            for (;;) yield "more ";
          } finally {
            isOver = true;
          }
        },
      });
      const { run } = setup([endless], { ...given, maxOutputBytes: 1000 });
      await (await run("endless", { headers: asEvents })).text();
      await until(() => isOver);
    }
  });
});

describe("a telemetry that throws", () => {
  it("ends no request and no run, and is told to onError", async () => {
    const broken = new Error("the exporter is broken");
    const throwing = (): never => {
      throw broken;
    };
    const { run, call, errors, reports } = setup([says("greet", "hi")], {
      telemetry: {
        open: throwing,
        runBegan: throwing,
        streamOpened: throwing,
        answered: throwing,
      },
    });
    expect(await (await run("greet")).text()).toBe("hi");
    expect((await call("/healthz")).status).toBe(200);
    expect(reports).toHaveLength(1);
    expect(new Set(errors)).toEqual(new Set([broken]));
  });

  it("ends no run at its end either", async () => {
    const broken = new Error("the exporter is broken");
    const throwing = (): never => {
      throw broken;
    };
    const { server, run, errors } = setup([says("greet", "hi")], {
      telemetry: {
        open: () => throwing,
        runBegan: () => ({ follow: (begin) => begin(), modelCalled: throwing, ended: throwing }),
        streamOpened: () => throwing,
        answered() {},
      },
    });
    expect(await (await run("greet")).text()).toBe("hi");
    await server.close();
    expect(errors.length).toBeGreaterThan(1);
  });
});
