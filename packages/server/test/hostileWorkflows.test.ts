import { afterEach, describe, expect, it, vi } from "vitest";
import { createLogger } from "../src/log.ts";
import { errorFields } from "../src/logger.ts";
import type { Usage, Workflow } from "../src/workflow.ts";
import { asBackend, asEvents, newRunKey, parseEvents, says, setup, until } from "./support.ts";

afterEach(() => vi.restoreAllMocks());

const boom = (): never => {
  throw new Error("boom");
};

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** An error whose members can't be looked at. */
function closedError(...names: string[]): Error {
  const error = new Error("closed");
  for (const name of names) Object.defineProperty(error, name, { get: boom });
  return error;
}

/** One that calls itself a WorkflowError, and has this message. */
function saying(message: unknown): unknown {
  const error = Object.assign(new Error(), { code: "upstream_failed" });
  Object.defineProperty(error, "name", { value: "WorkflowError" });
  Object.defineProperty(error, "message", { value: message });
  return error;
}

const thrown: [name: string, value: unknown][] = [
  ["a revoked proxy", revoked()],
  ["an error whose name throws", closedError("name")],
  ["an error whose code throws", closedError("code", "message", "stack", "cause")],
  ["an error whose cause is closed", new Error("outer", { cause: closedError("stack") })],
  ["an error with a revoked cause", new Error("outer", { cause: revoked() })],
  ["nothing", undefined],
  ["an object without a prototype", Object.create(null)],
  ["a symbol", Symbol("no")],
  ["a WorkflowError with a BigInt for its message", saying(1n)],
  ["a WorkflowError with an object for its message", saying({ toJSON: boom })],
];

describe.each(thrown)("%s that a workflow throws", (_name, value) => {
  it("ends its run as any other, at once or midway", async () => {
    const written: string[] = [];
    const logger = createLogger({ destination: { write: (line) => written.push(line) } });
    const made: Partial<Workflow>[] = [
      {
        async *run() {
          yield "";
          throw value;
        },
      },
      {
        async *run() {
          yield "text";
          throw value;
        },
      },
      {
        run: () => {
          throw value;
        },
      },
    ];
    const workflows = made.map((parts, i) => ({ ...says(`w${i}`), ...parts }));
    const { run, call, server, reports } = setup(workflows, { logger, onError: undefined });
    for (const { id } of workflows) {
      const { headers, id: runId } = newRunKey();
      await (await run(id, { headers: { ...headers, ...asEvents } })).text();
      await until(() => reports.some((report) => report.runId === runId));
      const status = await call(`/runs/${runId}`, { headers });
      expect(await status.json()).toMatchObject({
        status: "failed",
        error: { code: "workflow_failed", message: "The workflow failed." },
      });
    }
    await server.close({ graceMs: 0 });
    expect(written.filter((line) => line.includes(`"msg":"error"`))).toHaveLength(3);
  });
});

describe("what else a workflow may give", () => {
  const steps = (next: () => unknown, rest: object = {}): Partial<Workflow> => ({
    run: () =>
      ({ [Symbol.asyncIterator]: () => ({ next, ...rest }) }) as unknown as AsyncIterable<string>,
  });
  const closedStep = Object.defineProperty({}, "done", { get: boom });

  it.each([
    ["no iterable", { run: () => 1 as unknown as AsyncIterable<string> }],
    ["a revoked proxy", { run: () => revoked() as AsyncIterable<string> }],
    ["steps that throw", steps(boom)],
    ["steps that can't be looked at", steps(async () => closedStep)],
    ["a revoked proxy for a text", steps(async () => ({ done: false, value: revoked() }))],
    ["an object for a text", steps(async () => ({ done: false, value: new String("x") }))],
    ["a step that is no object", steps(async () => 1)],
    ["no text, and a return that throws", steps(async () => ({ value: 1 }), { return: boom })],
  ] satisfies [string, Partial<Workflow>][])("(%s) ends its run as failed", async (_, parts) => {
    const { call, errors } = setup([{ ...says("odd"), ...parts }]);
    const answer = await call("/run/odd", { method: "POST", headers: asBackend });
    expect(answer.status).toBe(502);
    expect(errors).toHaveLength(1);
  });

  it("a message of any length is cut", async () => {
    const run = (): never => {
      throw saying("x".repeat(1_000_000));
    };
    const { call } = setup([{ ...says("long"), run }]);
    const answer = await call("/run/long", { method: "POST", headers: asBackend });
    expect(await answer.json()).toMatchObject({ error: "x".repeat(1_000) });
  });

  it("one text of 100 MB is encoded no further than it may grow", async () => {
    const encode = vi.spyOn(TextEncoder.prototype, "encode");
    const { run, reports } = setup([says("huge", "é".repeat(50_000_000))], { maxOutputBytes: 1e6 });
    const events = parseEvents(await (await run("huge", { headers: asEvents })).text());
    expect(events.at(-2)?.data).toMatchObject({ code: "output_too_large" });
    expect(reports[0]?.bytes).toBeGreaterThan(900_000);
    const encoded = encode.mock.calls.reduce((sum, [text = ""]) => sum + text.length, 0);
    expect(encoded).toBeLessThan(4e6);
  });
});

describe("a report of usage", () => {
  const cycle: Record<string, unknown> = {};
  cycle.inputTokens = cycle;

  it.each([
    ["a BigInt", { inputTokens: 1n }],
    ["a cycle", cycle],
    ["no number", { outputTokens: NaN }],
    ["infinite", { totalTokens: Infinity }],
    ["a text", { totalTokens: "12" }],
    ["nothing", null],
  ])("that is %s throws where it is made, and the run has its status", async (_, usage) => {
    const reporting: Workflow = {
      ...says("reporting"),
      async *run(_inputs, { reportUsage }) {
        reportUsage({ inputTokens: 3 });
        expect(() => reportUsage(usage as Usage)).toThrow(TypeError);
        yield "text";
      },
    };
    const { run, call, reports } = setup([reporting]);
    const { headers, id } = newRunKey();
    expect(await (await run("reporting", { headers })).text()).toBe("text");
    await until(() => reports.length === 1);
    const status = await call(`/runs/${id}`, { headers });
    expect(await status.json()).toMatchObject({ status: "done", usage: { inputTokens: 3 } });
  });

  it("is taken as it is then, without what is no count", async () => {
    const mine = { inputTokens: 1, extra: cycle };
    const reporting: Workflow = {
      ...says("reporting"),
      async *run(_inputs, { reportUsage }) {
        reportUsage(mine);
        mine.inputTokens = 2;
        yield "text";
      },
    };
    const { call } = setup([reporting]);
    const answer = await call("/run/reporting", { method: "POST", headers: asBackend });
    expect(await answer.json()).toMatchObject({ usage: { inputTokens: 1 } });
  });
});

it("what can't be looked at is logged by its kind", () => {
  expect(errorFields(revoked())).toEqual({ name: "object", at: [] });
  expect(errorFields(closedError("name", "stack", "cause"))).toMatchObject({
    name: "Error",
    at: [],
  });
});
