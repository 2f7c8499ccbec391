import { expect, it } from "vitest";
import { createScriptedServer, type Fault, type ScriptedServer } from "../src/index.ts";

// what docs/protocol.md says, asked of the scripted server by hand

const API = "/api/v1";
const KEY = "run_1.secret";
const TEXT = "Café time.";
const DELTAS = ["Café", " time."];

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Asks for a path below the API; `broke` stands at the end of a body that did. */
async function ask(
  { fetch }: ScriptedServer,
  method: string,
  path: string,
  runKey = KEY,
): Promise<Answer> {
  const response = await fetch(API + path, { method, headers: { "run-key": runKey } });
  const { status, headers } = response;
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  } catch {
    text += "broke";
  }
  return { status, headers, text };
}

const post = (server: ScriptedServer, token: string, runKey?: string): Promise<Answer> =>
  ask(server, "POST", `/run/explain/stream?token=${token}`, runKey);

it("takes a request, and what is given beside it, as fetch does", async () => {
  const server = createScriptedServer({ deltas: DELTAS });
  const request = new Request("http://app.test/text", { method: "POST", body: "{}" });
  const body = JSON.stringify({ topic: "tides" });
  await server.fetch(request, { body, headers: { "run-key": KEY } });
  expect(server.runs).toMatchObject([{ runKey: KEY, inputs: { topic: "tides" } }]);
  const signal = AbortSignal.abort(new Error("left"));
  await expect(server.fetch(new Request("http://app.test/text"), { signal })).rejects.toThrow(
    "left",
  );
});

it("streams a run as the protocol's events", async () => {
  const server = createScriptedServer({ deltas: DELTAS });
  const { status, headers, text } = await post(server, server.token().token);
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toEqual({
    "content-type": "text/event-stream",
    "run-id": "run_1",
    "run-offset": "0",
    "run-parts": "0",
    "x-vercel-ai-ui-message-stream": "v1",
  });
  expect(text).toBe(
    `data: {"type":"start","messageId":"run_1"}\n\n` +
      `data: {"type":"text-start","id":"t"}\n\n` +
      `id: 5\ndata: {"type":"text-delta","id":"t","delta":"Café"}\n\n` +
      `id: 11\ndata: {"type":"text-delta","id":"t","delta":" time."}\n\n` +
      `data: {"type":"text-end","id":"t"}\n\n` +
      `data: {"type":"finish"}\n\n` +
      `data: [DONE]\n\n`,
  );
});

it("streams what stands beside the text, and resumes behind so much of it", async () => {
  const server = createScriptedServer({
    deltas: [
      { type: "reasoning", text: "hm" },
      "Café",
      { type: "source", url: "https://a.test/", title: "A" },
      { type: "data", name: "mood", value: [1] },
      " time.",
    ],
    ending: { finish: { finishReason: "length", usage: { outputTokens: 3 } } },
  });
  const { text } = await post(server, server.token().token);
  const end =
    `data: {"type":"text-end","id":"t"}\n\n` +
    `data: {"type":"finish","finishReason":"length","messageMetadata":{"usage":{"outputTokens":3}}}\n\n` +
    `data: [DONE]\n\n`;
  const source = `data: {"type":"source-url","sourceId":"s2","url":"https://a.test/","title":"A"}\n\n`;
  const mood = `data: {"type":"data-mood","id":"mood","data":[1]}\n\n`;
  const time = `id: 11\ndata: {"type":"text-delta","id":"t","delta":" time."}\n\n`;
  const begin = `data: {"type":"start","messageId":"run_1"}\n\ndata: {"type":"text-start","id":"t"}\n\n`;
  expect(text).toBe(
    begin +
      `data: {"type":"reasoning-start","id":"r"}\n\n` +
      `data: {"type":"reasoning-delta","id":"r","delta":"hm"}\n\n` +
      `data: {"type":"reasoning-end","id":"r"}\n\n` +
      `id: 5\ndata: {"type":"text-delta","id":"t","delta":"Café"}\n\n` +
      source +
      mood +
      time +
      end,
  );
  const resumed = await ask(server, "GET", "/runs/run_1/stream?offset=5&parts=2");
  expect([resumed.headers.get("run-parts"), resumed.text]).toEqual([
    "2",
    begin + mood + time + end,
  ]);
  const older = await ask(server, "GET", "/runs/run_1/stream?offset=11");
  expect([older.headers.get("run-parts"), older.text]).toEqual(["3", begin + end]);
  const beyond = await ask(server, "GET", "/runs/run_1/stream?offset=11&parts=4");
  expect(beyond.status).toBe(409);
  const status = await ask(server, "GET", "/runs/run_1");
  expect(JSON.parse(status.text)).toMatchObject({ status: "done", finishReason: "length" });
});

it("consumes a token by one run, whatever it is asked for again", async () => {
  const server = createScriptedServer({ deltas: DELTAS });
  const { token } = server.token();
  expect((await post(server, token)).status).toBe(200);
  expect(await post(server, token, "run_2.secret")).toMatchObject({
    status: 401,
    text: expect.stringContaining(`"code":"token_invalid"`),
  });
  expect((await post(server, "", "run_2.secret")).status).toBe(401);
  expect([server.tokensIssued, server.tokensConsumed, server.runs.length]).toEqual([1, 1, 1]);
});

it("attaches a repeat to the run of its Run-Key, and hides it from any other", async () => {
  const server = createScriptedServer({ format: "plain", deltas: DELTAS });
  await post(server, server.token().token);
  expect(await post(server, "")).toMatchObject({ status: 200, text: TEXT });
  expect((await post(server, server.token().token, "run_1.wrong")).status).toBe(404);
  expect((await ask(server, "GET", "/runs/run_1", "run_1.wrong")).status).toBe(404);
  expect((await ask(server, "DELETE", "/runs/run_1", "run_1.wrong")).status).toBe(404);
  expect([server.tokensConsumed, server.runs.length]).toEqual([1, 1]);
});

it.each([
  [0, 200, TEXT],
  [3, 200, "é time."],
  [4, 400, "invalid_offset"],
  [5, 200, " time."],
  [11, 200, ""],
  [12, 409, "offset_beyond_end"],
  [NaN, 400, "invalid_offset"],
])("resumes a text of 11 bytes from offset %d with %d", async (offset, status, text) => {
  const server = createScriptedServer({ format: "plain", deltas: DELTAS });
  await post(server, server.token().token);
  const answer = await ask(server, "GET", `/runs/run_1/stream?offset=${offset}`);
  expect(answer).toMatchObject({ status, text: expect.stringContaining(text) });
  if (status === 200) expect(answer.headers.get("run-offset")).toBe(String(offset));
});

it("cuts a resumed delta at its offset, and counts on", async () => {
  const server = createScriptedServer({ deltas: DELTAS });
  await post(server, server.token().token);
  const { text } = await ask(server, "GET", "/runs/run_1/stream?offset=3");
  expect(text).toContain(`id: 5\ndata: {"type":"text-delta","id":"t","delta":"é"}`);
});

it.each([
  ["finish", TEXT, { status: "done" }],
  ["abort", `${TEXT}broke`, { status: "aborted" }],
  [
    { error: "The model failed", code: "upstream_failed" },
    `${TEXT}broke`,
    { status: "failed", error: { code: "upstream_failed", message: "The model failed" } },
  ],
] as const)("ends as scripted: %j", async (ending, text, report) => {
  const server = createScriptedServer({ format: "plain", deltas: DELTAS, ending });
  expect((await post(server, server.token().token)).text).toBe(text);
  const { text: status } = await ask(server, "GET", "/runs/run_1");
  expect(JSON.parse(status)).toEqual({ id: "run_1", workflow: "explain", bytes: 11, ...report });
});

it("cancels a run that is on, and leaves one that has ended as it was", async () => {
  const server = createScriptedServer();
  const streamed = post(server, server.token().token);
  await expect.poll(() => server.runs.length).toBe(1);
  const [run] = server.runs;
  run!.write("Tea");
  expect((await ask(server, "DELETE", "/runs/run_1")).status).toBe(204);
  run!.write(" is ready");
  run!.finish();
  expect((await streamed).text).toContain(`data: {"type":"abort"}\n\ndata: [DONE]\n\n`);
  expect(run).toMatchObject({ isCancelled: true, text: "Tea", report: { status: "aborted" } });

  const ended = createScriptedServer({ deltas: DELTAS });
  await post(ended, ended.token().token);
  expect((await ask(ended, "DELETE", "/runs/run_1")).status).toBe(204);
  expect(ended.runs[0]).toMatchObject({ isCancelled: true, report: { status: "done" } });
});

it.each<[Fault, string]>([
  [{ kind: "cut", afterBytes: 4, clean: true }, "Caf"],
  [{ kind: "cut", afterBytes: 5, clean: false }, "Cafébroke"],
  [{ kind: "cut", afterDeltas: 1, clean: true }, "Café"],
  [{ kind: "cut", afterBytes: 11, clean: false }, TEXT],
])("breaks a body as told: %j", async (fault, text) => {
  const server = createScriptedServer({ format: "plain", deltas: DELTAS, faults: [fault] });
  expect((await post(server, server.token().token)).text).toBe(text);
  expect(server.openBodies).toBe(0);
});
