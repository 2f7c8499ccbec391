import { metrics } from "@opentelemetry/api";
import { PrometheusExporter } from "@opentelemetry/exporter-prometheus";
import { MeterProvider, type Histogram } from "@opentelemetry/sdk-metrics";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import {
  defineWorkflow,
  memoryStore,
  WorkflowError,
  type RunStore,
  type Workflow,
} from "../../src/index.ts";
import { createTelemetry } from "../../src/otel.ts";
import {
  asBackend,
  asEvents,
  handFed,
  newRunKey,
  readerOf,
  says,
  setup,
  until,
} from "../support.ts";
import { freePort } from "../support/redisServer.ts";
import { startSdk, valueOf } from "./sdk.ts";

const ofGreet = { "workflow_stream.workflow.id": "greet" };

function failing(code: "upstream_failed" | "workflow_failed"): Workflow {
  return defineWorkflow({
    id: code,
    inputs: z.object({}),
    async *run() {
      yield "";
      throw new WorkflowError("no", { code });
    },
  });
}

describe("the metrics", () => {
  it("count runs by how they ended, with their times", async () => {
    const { telemetry, metric } = startSdk();
    const workflows = [says("greet", "hi"), failing("upstream_failed"), failing("workflow_failed")];
    const { run } = setup(workflows, { telemetry });
    for (const id of ["greet", "greet", "upstream_failed", "workflow_failed"]) {
      await (await run(id)).text();
    }
    const runs = await metric("workflow_stream.runs");
    expect(valueOf(runs)).toBe(4);
    expect(valueOf(runs, { ...ofGreet, "workflow_stream.run.status": "done" })).toBe(2);
    for (const code of ["upstream_failed", "workflow_failed"]) {
      expect(valueOf(runs, { "workflow_stream.run.status": "failed", "error.type": code })).toBe(1);
    }
    expect(valueOf(await metric("workflow_stream.run.duration"))).toBe(4);
    const firstText = await metric("workflow_stream.run.time_to_first_text");
    expect(valueOf(firstText, ofGreet)).toBe(2);
    expect(valueOf(firstText)).toBe(2);
  });

  it("tell how many runs and streams are going on", async () => {
    const { telemetry, metric } = startSdk();
    const fed = handFed();
    const { run, call } = setup([fed.workflow], { telemetry, firstEventTimeoutMs: 1 });
    const { id, headers } = newRunKey();
    const going = async (): Promise<number[]> => [
      valueOf(await metric("workflow_stream.run.active")),
      valueOf(await metric("workflow_stream.stream.active")),
    ];
    fed.push("one");
    const first = readerOf(await run("fed", { headers }));
    const second = readerOf(await call(`/runs/${id}/stream`, { headers }));
    await first.read();
    await second.read();
    expect(await going()).toEqual([1, 2]);
    await first.cancel();
    expect(await going()).toEqual([1, 1]);
    fed.end();
    expect(await second.read()).toBeUndefined();
    expect(await going()).toEqual([0, 0]);
  });

  it("count a stream out once, also one that breaks while it is given up", async () => {
    const { telemetry, metric } = startSdk();
    const fed = handFed();
    const { run } = setup([fed.workflow], { telemetry, firstEventTimeoutMs: 1 });
    fed.push("one");
    const { headers } = newRunKey();
    const reader = readerOf(await run("fed", { headers }));
    await reader.read();
    const rest = reader.read().catch(() => undefined);
    fed.fail(new Error("broken"));
    await until(() => fed.signal?.aborted === true);
    await reader.cancel();
    await rest;
    expect(valueOf(await metric("workflow_stream.stream.active"))).toBe(0);
  });

  it("count a run out that was cancelled before its store said that it began", async () => {
    const { telemetry, metric, spans } = startSdk();
    const inner = memoryStore();
    const runs: RunStore = {
      ...inner.runs,
      async begin(runId, reservation, onCancel, keepMs) {
        const hasBegun = await inner.runs.begin(runId, reservation, onCancel, keepMs);
        onCancel();
        return hasBegun;
      },
    };
    const { run } = setup([says("greet", "hi")], { telemetry, store: { ...inner, runs } });
    await (await run("greet", { headers: asEvents })).text();
    expect(valueOf(await metric("workflow_stream.run.active"))).toBe(0);
    expect(spans()).toHaveLength(1);
  });

  it("count answers by route, status and code, never by what callers make up", async () => {
    const { telemetry, metric } = startSdk();
    const { call } = setup([says("greet", "hi")], { telemetry });
    await call("/run/greet", { method: "POST", headers: asBackend });
    await call("/run/nothing", { method: "POST", headers: asBackend });
    await call("/run/greet/stream?token=pub_tok_x", { method: "POST" });
    for (const name of ["a", "b", "c"]) await call(`/${name}`, { method: `MADE-UP-${name}` });
    const requests = await metric("workflow_stream.requests");
    const counted = requests.dataPoints.map(({ attributes, value }) => [attributes, value]);
    expect(counted).toEqual([
      [
        {
          "http.request.method": "POST",
          "http.route": "/api/v1/run/:workflowId",
          "http.response.status_code": 200,
        },
        1,
      ],
      [
        {
          "http.request.method": "POST",
          "http.route": "/api/v1/run/:workflowId",
          "http.response.status_code": 404,
          "error.type": "workflow_not_found",
        },
        1,
      ],
      [
        {
          "http.request.method": "POST",
          "http.route": "/api/v1/run/:workflowId/stream",
          "http.response.status_code": 401,
          "error.type": "token_invalid",
        },
        1,
      ],
      [
        {
          "http.request.method": "_OTHER",
          "http.route": expect.any(String),
          "http.response.status_code": 404,
          "error.type": "not_found",
        },
        3,
      ],
    ]);
  });

  it("measure how late the event loop is, until the server is closed", async () => {
    const { telemetry, metric } = startSdk();
    const { server } = setup([says("greet", "hi")], { telemetry });
    const delay = async (): Promise<Histogram> => {
      const { dataPoints } = await metric("workflow_stream.event_loop.delay");
      return dataPoints[0]?.value as Histogram;
    };
    const isOverAt = performance.now() + 200;
    while (performance.now() < isOverAt);
    await expect.poll(async () => (await delay()).max).toBeGreaterThan(0.05);
    await server.close({ graceMs: 0 });
    const { count } = await delay();
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await delay()).count).toBe(count);
  });
});

describe("a prometheus that asks", () => {
  it("is told by HTTP", async () => {
    const port = await freePort();
    const exporter = new PrometheusExporter({ host: "127.0.0.1", port });
    const meterProvider = new MeterProvider({ readers: [exporter] });
    onTestFinished(() => meterProvider.shutdown());
    metrics.setGlobalMeterProvider(meterProvider);
    onTestFinished(() => metrics.disable());
    const { run } = setup([says("greet", "hi")], { telemetry: createTelemetry() });
    await (await run("greet", { headers: asEvents })).text();
    const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const lines = page.split("\n").filter((line) => !line.startsWith("#"));
    const lineOf = (name: string): string | undefined =>
      lines.find((line) => line.startsWith(`${name}{`) && line.includes("@workflow-stream/server"));
    expect(lineOf("workflow_stream_runs_total")).toMatch(/workflow_stream_run_status="done".*} 1$/);
    expect(lineOf("workflow_stream_run_active")).toMatch(/} 0$/);
    expect(lineOf("workflow_stream_stream_active")).toMatch(/} 0$/);
    expect(lineOf("workflow_stream_run_duration_count")).toMatch(/} 1$/);
    expect(lineOf("workflow_stream_run_time_to_first_text_bucket")).toMatch(/le="0.01"/);
    expect(lineOf("workflow_stream_requests_total")).toMatch(/http_route="[^"]+"/);
  });
});
