import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { promptWorkflow } from "../src/prompt.ts";
import {
  failingModel,
  finish,
  modelOf,
  says,
  stallingModel,
  text,
  usage,
  type ModelPart,
} from "./promptModels.ts";
import { apiError, run } from "./promptRun.ts";

const failed = "The service behind the workflow failed.";
const late = "The service behind the workflow did not answer in time.";

/** What a prompt workflow does, whichever version of the AI SDK `ai` is. */
export function describePromptWorkflow(version: string): void {
  describe(`a prompt workflow on ai ${version}`, () => {
    it("yields the model's text as it comes, and reports what it used", async () => {
      expect(await run({ model: modelOf(says("Ti", "des", " 🌊")) })).toMatchObject({
        text: "Tides 🌊",
        usage: [{ inputTokens: 7, outputTokens: 3, totalTokens: 10 }],
      });
    });

    it("sends the filled prompt, the system text as it stands, and the settings", async () => {
      const model = modelOf(says("x"));
      await run({
        model,
        system: "Be brief. {{topic}}",
        settings: { maxOutputTokens: 50, temperature: 0.2, stopSequences: ["END"] },
      });
      expect(model.doStreamCalls).toHaveLength(1);
      expect(model.doStreamCalls[0]).toMatchObject({
        prompt: [
          { role: "system", content: "Be brief. {{topic}}" },
          { role: "user", content: [{ type: "text", text: "About tides" }] },
        ],
        maxOutputTokens: 50,
        temperature: 0.2,
        stopSequences: ["END"],
      });
    });

    const thought = (id: string, ...deltas: string[]): ModelPart[] => [
      { type: "reasoning-start", id },
      ...deltas.map((delta) => ({ type: "reasoning-delta", id, delta }) as const),
      { type: "reasoning-end", id },
    ];
    const thoughts = [...thought("1", "", "Hm", "."), ...thought("2", "", "So"), ...says("Tides")];

    it("passes reasoning on beside the text, a blank line between two thoughts", async () => {
      const { text, parts } = await run({ model: modelOf(thoughts) });
      expect(text).toBe("Tides");
      expect(parts.every(({ type }) => type === "reasoning")).toBe(true);
      const whole = parts.map((part) => (part.type === "reasoning" ? part.text : "")).join("");
      expect(whole).toBe("Hm.\n\nSo");
    });

    it("keeps reasoning back if told to, and takes it as a sign of life", async () => {
      const outcome = await run({ model: modelOf(thoughts), reasoning: false });
      expect(outcome).toMatchObject({ text: "Tides", parts: [] });
      expect(outcome.pieces).toBeGreaterThan(5);
    });

    it("passes on the sources that a page can link to", async () => {
      const source = { type: "source", sourceType: "url", id: "1" } as const;
      const model = modelOf([
        { ...source, url: "https://tides.example/", title: "Tides" },
        { ...source, url: "http://moon.example/" },
        { ...source, url: "gs://bucket/moon" },
        { ...source, sourceType: "document", mediaType: "text/plain", title: "A book" },
        ...says("Tides"),
      ]);
      expect(await run({ model })).toMatchObject({
        text: "Tides",
        parts: [
          { type: "source", url: "https://tides.example/", title: "Tides" },
          { type: "source", url: "http://moon.example/" },
        ],
      });
    });

    it("reports the tokens that went into reasoning", async () => {
      const { outputTokens } = usage;
      const counted = { ...usage, outputTokens: { ...outputTokens, reasoning: 2 } };
      const model = modelOf([...text("Ti"), { ...finish("stop"), usage: counted } as ModelPart]);
      expect((await run({ model })).usage).toMatchObject([{ reasoningTokens: 2 }]);
    });

    it.each([
      ["an error before the first text", [{ type: "error", error: apiError(500) }], ""],
      ["an error midway", [...text("Ti"), { type: "error", error: "the words" }], "Ti"],
      ["an object for an error", [{ type: "error", error: { message: "the words" } }], ""],
      ["a finish with error", [...text("Ti"), finish("error")], "Ti"],
      ["a finish with tool calls", [...text("Ti"), finish("tool-calls")], "Ti"],
      ["a stream that stops without a finish", text("Ti"), "Ti"],
      ["a stream that says nothing", [], ""],
      [
        "a provider that does not say why it ended",
        [...text("Ti"), { ...finish("other"), finishReason: { unified: "other", raw: undefined } }],
        "Ti",
      ],
    ] as const)("%s fails as upstream_failed", async (_name, parts, kept) => {
      const { text, error } = await run({ model: modelOf(parts) });
      expect(text).toBe(kept);
      expect(error).toMatchObject({ code: "upstream_failed", message: failed });
    });

    it("a body that breaks fails as upstream_failed", async () => {
      const model = modelOf([]);
      model.doStream = async () => ({
        stream: new ReadableStream({
          start(controller) {
            for (const part of text("Ti")) controller.enqueue(part);
          },
          pull: (controller) => controller.error(new TypeError("terminated")),
        }),
      });
      const { error } = await run({ model });
      expect(error).toMatchObject({ code: "upstream_failed", message: failed });
    });

    it("an end of the provider's own kind is an end", async () => {
      const outcome = await run({ model: modelOf([...text("Tides"), finish("other", "eos")]) });
      expect(outcome).toMatchObject({ text: "Tides", finishReason: "other" });
      expect(outcome.error).toBeUndefined();
    });

    it.each(["stop", "length", "content-filter"] as const)(
      "an end by %s is no failure, and is told with its usage",
      async (finishReason) => {
        const outcome = await run({ model: modelOf([...text("Ti"), finish(finishReason)]) });
        expect(outcome).toMatchObject({ text: "Ti", usage: [{ totalTokens: 10 }], finishReason });
        expect(outcome.error).toBeUndefined();
      },
    );

    it.each([401, 429, 500])(
      "an answer of %i fails as upstream_failed, asked once",
      async (status) => {
        const model = failingModel(apiError(status));
        const { error } = await run({ model });
        expect(error).toMatchObject({ code: "upstream_failed", message: failed });
        expect(model.doStreamCalls).toHaveLength(1);
      },
    );

    it.each([
      ["408", apiError(408)],
      ["504", apiError(504)],
      ["a time-out of fetch", Object.assign(new Error("x"), { name: "HeadersTimeoutError" })],
      [
        "ETIMEDOUT below",
        new Error("x", { cause: Object.assign(new Error(), { code: "ETIMEDOUT" }) }),
      ],
      ["a signal's time-out", new DOMException("x", "TimeoutError")],
    ])("%s fails as upstream_timeout", async (_name, thrown) => {
      const { error } = await run({ model: failingModel(thrown) });
      expect(error).toMatchObject({ code: "upstream_timeout", message: late });
    });

    it("a time-out of the settings fails as upstream_timeout, and ends the call", async () => {
      const { model, aborted } = stallingModel(text("Ti").slice(0, 3));
      const { text: kept, error } = await run({ model, settings: { timeout: { totalMs: 30 } } });
      expect(kept).toBe("Ti");
      expect(error).toMatchObject({ code: "upstream_timeout", message: late });
      await aborted;
    });

    it("an abort reaches the model and ends the run with its reason", async () => {
      const controller = new AbortController();
      const reason = new Error("stopped");
      const { model, aborted } = stallingModel(text("Ti").slice(0, 3));
      const outcome = run({ model }, undefined, controller);
      await new Promise((resolve) => setTimeout(resolve, 20));
      controller.abort(reason);
      expect(await aborted).toBe(reason);
      expect((await outcome).error).toBe(reason);
    });

    it("tells the operator status and message, and neither prompt nor answer", async () => {
      const print = vi.spyOn(console, "error").mockImplementation(() => {});
      const thrown = Object.assign(apiError(401), { cause: new Error("the cause") });
      const { error } = await run({ model: failingModel(thrown) });
      expect(error?.cause).toMatchObject({
        message: "AI_APICallError: 401: the provider's own words",
        cause: { message: "Error: the cause" },
      });
      expect(inspect(error?.cause)).not.toMatch(/the prompt|the response/);
      expect(print).not.toHaveBeenCalled();
      print.mockRestore();
    });

    it("leaves out the message of an error that quotes the answer", async () => {
      const thrown = Object.assign(new Error("JSON parsing failed: Text: the answer"), {
        name: "AI_JSONParseError",
        text: "the answer",
      });
      const { error } = await run({ model: failingModel(thrown) });
      expect(error?.cause).toMatchObject({ message: "AI_JSONParseError" });
    });

    it("asks again only if told to, and then says that of the last try", async () => {
      const model = failingModel(apiError(503, "busy"));
      const { error } = await run({ model, settings: { maxRetries: 2 } });
      expect(model.doStreamCalls).toHaveLength(3);
      expect(error).toMatchObject({ code: "upstream_failed", message: failed });
      expect(error?.cause).toMatchObject({ cause: { message: "AI_APICallError: 503: busy" } });
    });

    it("a late last try fails as upstream_timeout", async () => {
      const model = failingModel(apiError(504));
      const { error } = await run({ model, settings: { maxRetries: 1 } });
      expect(model.doStreamCalls).toHaveLength(2);
      expect(error).toMatchObject({ code: "upstream_timeout", message: late });
    });

    it("asks no provider again once text has come", async () => {
      const parts = [...text("Ti"), { type: "error", error: apiError(503) }] as const;
      const model = modelOf(parts);
      expect((await run({ model, settings: { maxRetries: 2 } })).text).toBe("Ti");
      expect(model.doStreamCalls).toHaveLength(1);
    });

    it("has a version of its own for each template, system, settings and model", () => {
      const model = modelOf([]);
      const versions = [
        {},
        { template: "On {{topic}}" },
        { system: "Be brief." },
        { settings: { temperature: 0 } },
        { reasoning: false },
        { model: Object.assign(modelOf([]), { modelId: "other" }) },
      ].map(
        (options) =>
          promptWorkflow({ id: "explain", template: "About {{topic}}", model, ...options }).version,
      );
      expect(new Set(versions).size).toBe(versions.length);
      expect(promptWorkflow({ id: "a", template: "", model, version: "7" }).version).toBe("7");
    });

    it("fails to be made of a template that can't work", () => {
      const model = modelOf([]);
      expect(() => promptWorkflow({ id: "a", template: "{{a", model })).toThrow(TypeError);
      const inputs = z.object({ topic: z.string() });
      expect(() => promptWorkflow({ id: "a", template: "{{a}}", model, inputs })).toThrow(
        "the template has {{a}}, and inputs has no such member",
      );
    });
  });
}
