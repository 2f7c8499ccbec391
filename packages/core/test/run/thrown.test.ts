import { createScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it, vi } from "vitest";
import { WorkflowStreamError, type WorkflowStreamOptions } from "../../src/index.ts";
import { API, streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

/** Where nothing listens. */
const LOCAL = "http://127.0.0.1:9";

type Fetch = typeof globalThis.fetch;

/** A response of our protocol whose body some mistake has spoilt. */
function spoilt(body: unknown, changes: object = {}): Response {
  const headers = { "content-type": "text/event-stream", "run-id": "run_x", "run-offset": "0" };
  const response = new Response("", { headers });
  Object.defineProperty(response, "body", { value: body });
  return Object.defineProperties(response, Object.getOwnPropertyDescriptors(changes));
}

function bodyOf(...chunks: unknown[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

/** What a mistake is told as: code, phase, and how many requests were made for it. */
type Row = [
  mistake: string,
  told: { code: string; phase: string },
  options: Partial<WorkflowStreamOptions> | (() => Partial<WorkflowStreamOptions>),
  requests?: number,
];

const UNSUPPORTED_BODY = { code: "unsupported", phase: "body" };
const UNSUPPORTED_ANSWER = { code: "unsupported", phase: "connect" };
const INVALID = { code: "invalid_input", phase: "connect" };
const FAILED_TOKEN = { code: "token_failed", phase: "token" };

const answers = (answer: unknown): { fetch: Fetch } => ({ fetch: async () => answer as Response });

describe("a caller's mistake is told where it happened, and is not tried again", () => {
  it.each<Row>([
    [
      "a fetch wrapper that read the body",
      UNSUPPORTED_BODY,
      () => {
        const body = bodyOf();
        body.getReader();
        return answers(spoilt(body));
      },
    ],
    ["a body of strings", UNSUPPORTED_BODY, () => answers(spoilt(bodyOf("data: {}\n\n")))],
    ["a body of numbers", UNSUPPORTED_BODY, () => answers(spoilt(bodyOf(1, 2)))],
    ["a body that is no stream", UNSUPPORTED_BODY, () => answers(spoilt({ text: "a" }))],
    ["a mock without headers", UNSUPPORTED_ANSWER, answers({ ok: true, status: 200, body: null })],
    ["a mock that gives text", UNSUPPORTED_ANSWER, answers("some text")],
    ["a mock that gives nothing", UNSUPPORTED_ANSWER, answers(undefined)],
    ["an address that is none", INVALID, { baseUrl: "http://localhost:99999", fetch: undefined }],
    ["a url that is none", INVALID, { url: "http://", fetch: undefined }],
    ["a relative address without a page", INVALID, { baseUrl: "/api/v1", fetch: undefined }],
    ["an address with a password", INVALID, { baseUrl: "http://a:b@localhost/", fetch: undefined }],
    ["a method that is none", INVALID, { method: "NO METHOD", baseUrl: LOCAL, fetch: undefined }],
    ["a method that is forbidden", INVALID, { method: "TRACE", baseUrl: LOCAL, fetch: undefined }],
    [
      "a mode of credentials that is none",
      INVALID,
      { credentials: "all" as RequestCredentials, baseUrl: LOCAL, fetch: undefined },
    ],
    ["a workflow's id with half a character", INVALID, { workflowId: "\ud83d" }],
    ["a token with half a character", INVALID, { token: "\ud83d" }],
    ["a header's name that is none", INVALID, { headers: { "x y": "1" } }],
    ["a header's value that is none", INVALID, { headers: () => ({ x: "a\nb" }) }],
    ["a token function that throws no error", FAILED_TOKEN, { token: () => Promise.reject(7) }],
    [
      "a token function that throws what another reading threw",
      FAILED_TOKEN,
      {
        token: () => Promise.reject(new WorkflowStreamError("server", "connect", { status: 502 })),
      },
    ],
    [
      "a headers function that throws what another reading threw",
      FAILED_TOKEN,
      { headers: () => Promise.reject(new WorkflowStreamError("interrupted", "body")) },
    ],
    [
      "a token function that throws an object without a word",
      FAILED_TOKEN,
      { token: () => Promise.reject(Object.create(null)) },
    ],
  ])("%s", async (_, told, options) => {
    const server = createScriptedServer({ deltas: ["text"] });
    const given = typeof options === "function" ? options() : options;
    let requests = 0;
    const fetch: Fetch = (input, init) => {
      requests++;
      return (given.fetch ?? server.fetch)(input, init);
    };
    const own = "fetch" in given && given.fetch === undefined ? {} : { fetch };
    const { error } = await settled(streamOf(server, { ...given, ...own }).start(), 1000);
    expect(error).toMatchObject(told);
    expect(requests).toBeLessThanOrEqual(1);
    expect(error?.message).not.toBe("");
  });
});

it("a fetch that rejects with no error is a network error, tried again", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  let isFirst = true;
  const fetch: Fetch = (input, init) => {
    if (!isFirst) return server.fetch(input, init);
    isFirst = false;
    return Promise.reject(undefined);
  };
  expect(await settled(streamOf(server, { fetch }).start())).toMatchObject({ status: "done" });
});

it("a wrapper with an address scheme of its own is believed", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  const fetch: Fetch = (input, init) =>
    server.fetch(String(input).replace(/^/, "http://server.test"), init);
  const stream = streamOf(server, { baseUrl: "/api/v1", fetch });
  expect(await settled(stream.start())).toMatchObject({ status: "done", text: "text" });
});

it("the 401 of a literal token is the cause of its being spent", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  const { error } = await settled(streamOf(server, { token: "pub_tok_used" }).start());
  expect(error).toMatchObject({ code: "token_spent", phase: "connect", status: 401 });
  expect(error?.cause).toMatchObject({ code: "unauthorized", status: 401 });
});

it.each([
  ["literal single-use token", { token: "pub_tok_1" }],
  ["address", { token: undefined, url: `${API}/once/abc` }],
])("a 409 to a %s that was sent before reports the first failure", async (_, options) => {
  const server = createScriptedServer({ deltas: ["text"] });
  const statuses = [options.token ? 524 : 503, 409];
  const fetch: Fetch = async () => new Response("{}", { status: statuses.shift()! });
  const { error } = await settled(streamOf(server, { ...options, fetch }).start());
  expect(error).toMatchObject({ code: "server", status: options.token ? 524 : 503 });
  expect(statuses).toEqual([]);
});

describe("a start whose options or inputs throw", () => {
  it.each<[string, () => Partial<WorkflowStreamOptions>]>([
    [
      "options function",
      () => {
        throw new Error("no tenant");
      },
    ],
    [
      "inputs function",
      () => ({
        inputs: () => {
          throw new Error("no tenant");
        },
      }),
    ],
  ])("by its %s ends as invalid_input, and never rejects", async (_, failing) => {
    const server = createScriptedServer({ deltas: ["text"] });
    let isFailing = false;
    const onError = vi.fn();
    const stream = streamOf(server, () => ({ onError, ...(isFailing ? failing() : {}) }));
    isFailing = true;
    const { status, error } = await settled(stream.start());
    expect([status, error?.code, error?.message]).toEqual([
      "error",
      "invalid_input",
      "Error: no tenant",
    ]);
    expect(server.requests).toHaveLength(0);
    isFailing = false;
    expect(await settled(stream.retry())).toMatchObject({ status: "done", text: "text" });
  });
});
