import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { MockLanguageModelV3 } from "ai/test";
import { describe, expect, it } from "vitest";
import { providerName } from "../../src/otel/providerName.ts";
import { promptWorkflow } from "../../src/prompt.ts";
import { failingModel, finish, modelOf, says, stallingModel, text } from "../promptModels.ts";
import { apiError } from "../promptRun.ts";
import { asEvents, newRunKey, setup, until } from "../support.ts";
import { startSdk, valueOf } from "./sdk.ts";

const template = "About {{topic}}";
const init = { headers: asEvents, body: JSON.stringify({ topic: "tides" }) };
const operation = {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "mock-provider",
  "gen_ai.request.model": "mock-model-id",
};

describe("the span of a model's call", () => {
  it("names the model, its settings and its use, below the run's", async () => {
    const { telemetry, span, metric } = startSdk();
    const settings = { temperature: 0.3, maxOutputTokens: 50, topP: 0.9, seed: 4 };
    const workflow = promptWorkflow({
      id: "ask",
      template,
      model: modelOf(says("The ", "sea")),
      settings,
    });
    const { run } = setup([workflow], { telemetry });
    await (await run("ask", init)).text();
    const { attributes, kind, status, parentSpanContext } = span("chat mock-model-id");
    expect(attributes).toEqual({
      ...operation,
      "gen_ai.output.type": "text",
      "gen_ai.request.stream": true,
      "gen_ai.request.temperature": 0.3,
      "gen_ai.request.max_tokens": 50,
      "gen_ai.request.top_p": 0.9,
      "gen_ai.request.seed": 4,
      "gen_ai.response.id": expect.any(String),
      "gen_ai.response.model": "mock-model-id",
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.response.time_to_first_chunk": expect.any(Number),
      "gen_ai.usage.input_tokens": 7,
      "gen_ai.usage.output_tokens": 3,
    });
    expect(kind).toBe(SpanKind.CLIENT);
    expect(status.code).toBe(SpanStatusCode.UNSET);
    expect(parentSpanContext?.spanId).toBe(span("run ask").spanContext().spanId);

    const tokens = await metric("gen_ai.client.token.usage");
    const sums = tokens.dataPoints.map(({ attributes: of, value }) => [
      of["gen_ai.token.type"],
      value,
    ]);
    expect(sums).toMatchObject([
      ["input", { sum: 7 }],
      ["output", { sum: 3 }],
    ]);
    expect(valueOf(await metric("gen_ai.client.operation.duration"), operation)).toBe(1);
    expect(valueOf(await metric("gen_ai.client.operation.time_to_first_chunk"), operation)).toBe(1);
  });

  it("is the active one where the provider is asked", async () => {
    const { telemetry, tracerProvider, span } = startSdk();
    const spoken = modelOf(says("sea"));
    const model = new MockLanguageModelV3({
      doStream: async (options) => {
        tracerProvider.getTracer("fetch").startSpan("POST").end();
        return spoken.doStream(options);
      },
    });
    const { run } = setup([promptWorkflow({ id: "ask", template, model })], { telemetry });
    await (await run("ask", init)).text();
    const { spanId } = span("chat mock-model-id").spanContext();
    expect(span("POST").parentSpanContext?.spanId).toBe(spanId);
    expect(trace.getActiveSpan()).toBeUndefined();
  });

  it.each([
    ["refuses", failingModel(apiError(500)), "upstream_failed"],
    ["takes too long", failingModel(apiError(504)), "upstream_timeout"],
    [
      "breaks off",
      modelOf([...text("The "), { type: "error", error: new Error("gone") }]),
      "upstream_failed",
    ],
  ])("is an error with a code, and no words, when the provider %s", async (_what, model, code) => {
    const { telemetry, span, metric } = startSdk();
    const { run } = setup([promptWorkflow({ id: "ask", template, model })], { telemetry });
    await (await run("ask", init)).text();
    const { status, attributes, events } = span("chat mock-model-id");
    expect(status).toEqual({ code: SpanStatusCode.ERROR });
    expect(attributes["error.type"]).toBe(code);
    expect(events).toEqual([]);
    const failed = { ...operation, "error.type": code };
    expect(valueOf(await metric("gen_ai.client.operation.duration"), failed)).toBe(1);
  });

  it("tells of a limit by its finish reason: the model did what it was asked", async () => {
    const { telemetry, span } = startSdk();
    const model = modelOf([...text("The "), finish("length")]);
    const { run } = setup([promptWorkflow({ id: "ask", template, model })], { telemetry });
    await (await run("ask", init)).text();
    const { status, attributes } = span("chat mock-model-id");
    expect(status.code).toBe(SpanStatusCode.UNSET);
    expect(attributes["gen_ai.response.finish_reasons"]).toEqual(["length"]);
    expect(span("run ask").attributes).toMatchObject({
      "workflow_stream.run.status": "done",
      "workflow_stream.run.finish_reason": "length",
    });
  });

  it("ends with a run that is cancelled, without an error", async () => {
    const { telemetry, spans, span } = startSdk();
    const { model } = stallingModel(text("The ").slice(0, 3));
    const workflow = promptWorkflow({ id: "ask", template, model });
    const { run, call } = setup([workflow], { telemetry });
    const { id, headers } = newRunKey();
    await run("ask", { ...init, headers: { ...asEvents, ...headers } });
    await call(`/runs/${id}`, { method: "DELETE", headers });
    await until(() => spans().length === 2);
    const { status, attributes } = span("chat mock-model-id");
    expect(status.code).toBe(SpanStatusCode.UNSET);
    expect(attributes).not.toHaveProperty("error.type");
    expect(attributes).not.toHaveProperty("gen_ai.response.finish_reasons");
  });

  it("is none for an answer out of the cache", async () => {
    const { telemetry, spans } = startSdk();
    const workflow = promptWorkflow({
      id: "ask",
      template,
      model: modelOf(says("sea")),
      cacheTtlSeconds: 60,
    });
    const { run } = setup([workflow], { telemetry });
    await (await run("ask", init)).text();
    await (await run("ask", init)).text();
    expect(spans().map(({ name }) => name)).toEqual(["chat mock-model-id", "run ask", "run ask"]);
  });
});

it.each([
  ["openai.responses", "openai"],
  ["anthropic.messages", "anthropic"],
  ["google.generative-ai", "gcp.gemini"],
  ["google.vertex.chat", "gcp.vertex_ai"],
  ["amazon-bedrock", "aws.bedrock"],
  ["azure.chat", "azure.ai.openai"],
  ["mistral.chat", "mistral_ai"],
  ["xai.chat", "x_ai"],
  ["constructor", "constructor"],
  ["", ""],
])("the provider %s is called %s", (provider, name) => {
  expect(providerName(provider)).toBe(name);
});
