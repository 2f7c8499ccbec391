import { createScriptedServer, type Fault, type Script } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import { defineFormat } from "../../src/index.ts";
import { API, streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

/** The ending of a run whose text is "some text": status or error code, whether verified, and the text. */
async function ending(script: Partial<Script>, resume: boolean): Promise<string> {
  const server = createScriptedServer({ deltas: ["some ", "text"], ...script });
  const stream = streamOf(server, { resume });
  const result = await settled(stream.start());
  const { status, text, isPartial, verified, error } = result;
  expect(isPartial).toBe(status !== "done");
  expect(error?.partialText).toBe(status === "error" ? text : undefined);
  const { status: shown, ...rest } = stream.getSnapshot();
  expect(rest.text ? { status: shown, ...rest } : result).toMatchObject(result);
  return [error?.code ?? status, verified ? "verified" : "unverified", text].join(" ");
}

type Row = [promise: string, outcome: string, script: Partial<Script>, choice?: "without resume"];

const DROPPED: Fault = { kind: "cut", afterDeltas: 1, clean: false };
const HIDDEN: Fault = { kind: "cut", afterDeltas: 1, clean: true };
const FORGOTTEN: Fault = { kind: "refuse", status: 404 };
const WELL: Fault = { kind: "none" };
const FAILED = { error: "The model gave up", code: "upstream_failed" };
const UNREAD = { error: "Nobody read the run.", code: "abandoned" };
const ALONE = "without resume";

describe("our event stream", () => {
  it.each<Row>([
    ["ends done and verified", "done verified some text", {}],
    ["ends verified without resume too", "done verified some text", {}, ALONE],
    ["that breaks is picked up", "done verified some text", { faults: [DROPPED] }],
    ["that seems to end is picked up", "done verified some text", { faults: [HIDDEN] }],
    ["that breaks is interrupted", "interrupted unverified some ", { faults: [DROPPED] }, ALONE],
    ["that only ends is interrupted", "interrupted unverified some ", { faults: [HIDDEN] }, ALONE],
    ["whose rest is gone", "interrupted unverified some ", { faults: [DROPPED, FORGOTTEN] }],
    ["that was aborted there is stopped", "stopped verified some text", { ending: "abort" }],
    ["that failed says so", "workflow_failed unverified some text", { ending: FAILED }],
    ["that nobody read is interrupted", "interrupted unverified some text", { ending: UNREAD }],
    ["without text is an error", "empty unverified ", { deltas: [] }],
  ])("%s", async (_, outcome, script, choice) => {
    expect(await ending(script, choice === undefined)).toBe(outcome);
  });
});

describe("plain text", () => {
  const dropped: Fault = { kind: "cut", afterBytes: 4, clean: false };
  const hidden: Fault = { kind: "cut", afterBytes: 4, clean: true };
  const inCharacter: Partial<Script> = {
    deltas: ["a漢"],
    faults: [{ kind: "cut", afterBytes: 2, clean: true }],
  };
  const slowStatus: Fault = { kind: "stall", afterBytes: 5 };

  it.each<Row>([
    ["is verified by the run's status", "done verified some text", {}],
    ["is unverified where no one can be asked", "done unverified some text", {}, ALONE],
    ["that breaks is picked up", "done verified some text", { faults: [dropped] }],
    ["that breaks is interrupted", "interrupted unverified some", { faults: [dropped] }, ALONE],
    ["that seems to end is picked up", "done verified some text", { faults: [hidden] }],
    ["that seems to end is unverified", "done unverified some", { faults: [hidden] }, ALONE],
    ["that ends in a character is interrupted", "interrupted unverified a", inCharacter, ALONE],
    ["that ends in a character is picked up", "done verified a漢", inCharacter],
    [
      "whose run goes on is picked up",
      "done verified some text",
      { faults: [WELL, { kind: "running" }] },
    ],
    [
      "whose status is gone",
      "interrupted unverified some text",
      { faults: [WELL, FORGOTTEN, FORGOTTEN] },
    ],
    ["whose status hangs is picked up", "done verified some text", { faults: [WELL, slowStatus] }],
    ["that was aborted there is stopped", "stopped verified some text", { ending: "abort" }],
    [
      "that was aborted there is read to its end",
      "stopped verified some text",
      { ending: "abort", faults: [hidden] },
    ],
    [
      "that failed says so",
      "workflow_failed unverified some text",
      { ending: FAILED, hidesFailure: true },
    ],
    ["that failed and breaks says so", "workflow_failed unverified some text", { ending: FAILED }],
    ["that nobody read is interrupted", "interrupted unverified some text", { ending: UNREAD }],
    [
      "that failed and breaks is interrupted where no one can be asked",
      "interrupted unverified some text",
      { ending: FAILED },
      ALONE,
    ],
    ["without text is an error", "empty unverified ", { deltas: [] }],
  ])("%s", async (_, outcome, script, choice) => {
    expect(await ending({ format: "plain", ...script }, choice === undefined)).toBe(outcome);
  });
});

it("plain text is unverified when the run's status counts other bytes than came", async () => {
  const server = createScriptedServer({ deltas: ["some text"], format: "plain" });
  const fetch: typeof globalThis.fetch = (input, init) =>
    /\/runs\/[^/]+$/.test(String(input))
      ? Promise.resolve(Response.json({ status: "done", bytes: 3 }))
      : server.fetch(input, init);
  const result = await settled(streamOf(server, { fetch }).start());
  expect(result).toMatchObject({ status: "done", text: "some text", verified: false });
});

it.each<[string, Partial<Script>]>([
  ["an event", {}],
  ["the run's status", { format: "plain", hidesFailure: true }],
])("a failure told by %s carries the server's code and words", async (_, script) => {
  const server = createScriptedServer({ deltas: ["some text"], ending: FAILED, ...script });
  const { error } = await settled(streamOf(server).start());
  expect(error).toMatchObject({
    code: "workflow_failed",
    phase: "body",
    serverCode: "upstream_failed",
    message: "The model gave up",
    partialText: "some text",
  });
});

it.each<[string, Partial<Script>]>([
  ["an event", {}],
  ["the run's status", { format: "plain" }],
  ["the run's status after a clean end", { format: "plain", hidesFailure: true }],
])(
  "a run that %s calls abandoned is not looked for, and a retry is a new one",
  async (_, script) => {
    const server = createScriptedServer({ deltas: ["some text"], ending: UNREAD, ...script });
    const stream = streamOf(server);
    const { error } = await settled(stream.start());
    expect(error).toMatchObject({
      code: "interrupted",
      phase: "body",
      serverCode: "abandoned",
      retryable: true,
      message: "Nobody read the run.",
      partialText: "some text",
    });
    expect(server.requests.filter(({ url }) => url.pathname.endsWith("/stream"))).toHaveLength(1);
    await settled(stream.retry());
    expect(server.runs).toHaveLength(2);
  },
);

it.each<[string, Fault[]]>([
  ["at once", []],
  ["when it is looked for", [{ kind: "cut", afterDeltas: 0, clean: false }]],
])("a run that was abandoned without text, and is said so %s, is over", async (_, before) => {
  const body = JSON.stringify({ detail: "Nobody read the run.", code: "abandoned" });
  const faults: Fault[] = [...before, { kind: "refuse", status: 502, body }];
  const server = createScriptedServer({ deltas: ["some text"], faults });
  const stream = streamOf(server);
  const { error } = await settled(stream.start());
  expect(error).toMatchObject({ code: "interrupted", status: 502, serverCode: "abandoned" });
  expect(server.requests).toHaveLength(faults.length);
  expect(await settled(stream.retry())).toMatchObject({ status: "done", text: "some text" });
  expect(server.requests.at(-1)?.url.pathname).toContain("/run/");
});

it("a refusal carries what the server said", async () => {
  const problem = { pointer: "/topic", detail: "is required" };
  const body = JSON.stringify({ detail: "No topic", code: "invalid_input", errors: [problem] });
  const faults: Fault[] = [{ kind: "refuse", status: 422, body }];
  const { error } = await settled(streamOf(createScriptedServer({ deltas: [], faults })).start());
  expect(error).toMatchObject({
    name: "WorkflowStreamError",
    code: "invalid_input",
    phase: "connect",
    status: 422,
    serverCode: "invalid_input",
    message: "No topic",
    details: [problem],
    retryable: false,
    partialText: "",
  });
});

it("a text in a format that says no ending is done, unverified", async () => {
  const format = defineFormat({
    name: "loud",
    framing: "text",
    terminal: false,
    read: ({ data }) => ({ text: data.toUpperCase() }),
  });
  const fetch = async (): Promise<Response> => new Response("some text");
  const server = createScriptedServer({ deltas: [] });
  expect(
    await settled(streamOf(server, { url: `${API}/any`, fetch, format }).start()),
  ).toMatchObject({ status: "done", text: "SOME TEXT", isPartial: false, verified: false });
});
