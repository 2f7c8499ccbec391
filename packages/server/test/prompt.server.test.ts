import { describe, expect, it, onTestFinished } from "vitest";
import { memoryStore } from "../src/index.ts";
import { promptWorkflow } from "../src/prompt.ts";
import { failingModel, finish, modelOf, says, stallingModel, text } from "./promptModels.ts";
import {
  asBackend,
  asEvents,
  newRunKey,
  parseEvents,
  refusal,
  setup,
  types,
  until,
} from "./support.ts";

const template = "About {{topic}} in {{words}} words";
const body = JSON.stringify({ topic: "tides", words: 20, id: "chat", messages: [] });

describe("a prompt workflow on the server", () => {
  it("streams the model's text, and tells its usage in the status and onRun", async () => {
    const workflow = promptWorkflow({ id: "explain", model: modelOf(says("Ti", "des")), template });
    const { call, run, reports } = setup([workflow]);
    const { id, headers } = newRunKey();
    expect(await (await run("explain", { body, headers })).text()).toBe("Tides");
    const usage = { inputTokens: 7, outputTokens: 3, totalTokens: 10 };
    expect(await (await call(`/runs/${id}`, { headers })).json()).toMatchObject({ usage });
    expect(reports).toMatchObject([{ status: "done", usage }]);
    const answer = await call("/run/explain", { method: "POST", headers: asBackend, body });
    expect(await answer.json()).toMatchObject({ result: "Tides", usage });
  });

  it("answers missing inputs with 422 and a pointer to each, and asks no model", async () => {
    const model = modelOf(says("x"));
    const { run } = setup([promptWorkflow({ id: "explain", model, template })]);
    const response = await run("explain", { body: '{"constructor":"x"}' });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: "invalid_input",
      errors: [
        { pointer: "/topic", detail: "Required." },
        { pointer: "/words", detail: "Required." },
      ],
    });
    expect(model.doStreamCalls).toHaveLength(0);
  });

  it("is done when a limit or a filter cuts its text short, and fails where a filter leaves none", async () => {
    const { run, call } = setup([
      promptWorkflow({ id: "cut", model: modelOf([...text("Ti"), finish("length")]), template }),
      promptWorkflow({ id: "none", model: modelOf([finish("content-filter")]), template }),
    ]);
    const { id, headers } = newRunKey();
    expect(await (await run("cut", { body, headers })).text()).toBe("Ti");
    const told = { status: "done", finishReason: "length" };
    expect(await (await call(`/runs/${id}`, { headers })).json()).toMatchObject(told);
    const none = { status: 502, code: "content_filter" };
    expect(await refusal(await run("none", { body }))).toEqual(none);
  });

  it("is a 502 when its provider fails before the first text, a 504 when it is late", async () => {
    const failing = failingModel(new Error("the provider's own words"));
    const late = failingModel(new DOMException("late", "TimeoutError"));
    const { run } = setup([
      promptWorkflow({ id: "failing", model: failing, template }),
      promptWorkflow({ id: "late", model: late, template }),
    ]);
    const failed = await run("failing", { body });
    expect(await failed.clone().text()).not.toContain("the provider's own words");
    expect(await refusal(failed)).toEqual({ status: 502, code: "upstream_failed" });
    expect(await refusal(await run("late", { body }))).toEqual({
      status: 504,
      code: "upstream_timeout",
    });
  });

  it("ends in an error event when its provider fails midway, without its words", async () => {
    const model = modelOf([...text("Ti"), { type: "error", error: new Error("own words") }]);
    const { run } = setup([promptWorkflow({ id: "explain", model, template })]);
    const answer = await (await run("explain", { body, headers: asEvents })).text();
    expect(types(parseEvents(answer)).slice(-4)).toEqual([
      "text-delta",
      "text-end",
      "error",
      "[DONE]",
    ]);
    expect(answer).toContain('"code":"upstream_failed"');
    expect(answer).not.toContain("own words");
  });

  it("ends the provider's request when the run is cancelled", async () => {
    const { model, aborted } = stallingModel(text("Ti").slice(0, 3));
    const { call, run } = setup([promptWorkflow({ id: "explain", model, template })]);
    const { id, headers } = newRunKey();
    await run("explain", { body, headers });
    await call(`/runs/${id}`, { method: "DELETE", headers });
    expect(await aborted).toMatchObject({ name: "AbortError" });
  });

  it.each([
    [undefined, "1"],
    [true, "1"],
    [false, null],
  ])("with detach %s may go on unread: %s", async (detach, isDetached) => {
    const options = { id: "explain", model: modelOf(says("Tides")), template };
    const workflow = promptWorkflow({ ...options, ...(detach !== undefined && { detach }) });
    const { call, token } = setup([workflow]);
    const path = `/run/explain/stream?detach=1&token=${await token()}`;
    const { headers } = await call(path, { method: "POST", headers: newRunKey().headers, body });
    expect(headers.get("run-detached")).toBe(isDetached);
  });

  it("asks the model once for equal inputs with cacheTtlSeconds, and says that a replay used nothing", async () => {
    const model = modelOf(says("Ti", "des"));
    const workflow = promptWorkflow({ id: "explain", model, template, cacheTtlSeconds: 60 });
    const { run, reports } = setup([workflow]);
    for (let i = 0; i < 2; i++) expect(await (await run("explain", { body })).text()).toBe("Tides");
    const other = JSON.stringify({ topic: "bees", words: 20 });
    expect(await (await run("explain", { body: other })).text()).toBe("Tides");
    expect(model.doStreamCalls).toHaveLength(2);
    await until(() => reports.length === 3);
    expect(reports.map(({ usage }) => usage?.totalTokens)).toEqual([10, 0, 10]);
  });

  it("keeps no text that its provider broke off", async () => {
    const model = modelOf(text("Ti"));
    const workflow = promptWorkflow({ id: "explain", model, template, cacheTtlSeconds: 60 });
    const { run } = setup([workflow]);
    for (let i = 0; i < 2; i++) await (await run("explain", { body, headers: asEvents })).text();
    expect(model.doStreamCalls).toHaveLength(2);
  });

  it("shares kept texts between servers of one store that have one cacheSecret", async () => {
    const model = modelOf(says("Tides"));
    const workflow = promptWorkflow({ id: "explain", model, template, cacheTtlSeconds: 60 });
    const store = memoryStore();
    onTestFinished(() => store.close());
    for (const cacheSecret of ["one", "one", "two", undefined]) {
      const { run } = setup([workflow], { store, ...(cacheSecret && { cacheSecret }) });
      expect(await (await run("explain", { body })).text()).toBe("Tides");
    }
    expect(model.doStreamCalls).toHaveLength(3);
  });
});
