import { createWorkflowServer, type RunReport } from "@workflow-stream/server";
import { expect, it, onTestFinished, vi } from "vitest";
import { explainByModel } from "../src/explain/model.ts";
import { createWorkflows } from "../src/workflows.ts";
import { delta, ending, event, startEvents, startOpenAiServer } from "./openaiServer.ts";

const secretKey = "sk_test";
const runKey = `run_${"i".repeat(22)}.${"s".repeat(22)}`;

/** A workflow server with the model behind `baseUrl`, and one way to run it. */
function setup(env: NodeJS.ProcessEnv): {
  readonly reports: RunReport[];
  readonly errors: unknown[];
  run(topic: string): Promise<Response>;
  call(path: string, init?: RequestInit): Promise<Response>;
} {
  const workflow = explainByModel(env);
  if (!workflow) throw new Error("no model");
  const reports: RunReport[] = [];
  const errors: unknown[] = [];
  const server = createWorkflowServer({
    workflows: [workflow],
    secretKeys: [secretKey],
    onRun: (report) => void reports.push(report),
    onError: (error) => void errors.push(error),
  });
  onTestFinished(() => server.close({ graceMs: 0 }));
  const call = (path: string, init?: RequestInit): Promise<Response> =>
    server.fetch(new Request(`http://server.test/api/v1${path}`, init));
  return {
    reports,
    errors,
    call,
    async run(topic) {
      const headers = { authorization: `Bearer ${secretKey}` };
      const { token } = (await (await call("/token", { headers })).json()) as { token: string };
      return call(`/run/explain/stream?format=sse&token=${token}`, {
        method: "POST",
        headers: { "run-key": runKey },
        body: JSON.stringify({ topic, pace: 80 }),
      });
    },
  };
}

const deltas = (answer: string): string[] =>
  [...answer.matchAll(/"delta":"([^"]*)"/g)].map(([, text = ""]) => text);

it.each([{}, { OPENAI_API_KEY: "", OPENAI_BASE_URL: "", OPENAI_MODEL: "m" }])(
  "is not there when the environment names no model: %j",
  (env) => {
    expect(explainByModel(env)).toBeUndefined();
  },
);

it("takes the place of the demo's own explain when the environment names a model", () => {
  const versionOfExplain = (): string | undefined =>
    createWorkflows(0).find(({ id }) => id === "explain")?.version;
  for (const name of ["OPENAI_API_KEY", "OPENAI_BASE_URL"]) vi.stubEnv(name, "");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(versionOfExplain()).toBeUndefined();
  vi.stubEnv("OPENAI_API_KEY", "key-of-the-test");
  vi.stubEnv("OPENAI_MODEL", "llama");
  expect(versionOfExplain()).toContain("llama");
});

it("asks the model that the environment names, and streams its text as it comes", async () => {
  let sendRest = (): void => {};
  const provider = await startOpenAiServer((response) => {
    startEvents(response);
    response.write(delta("Tides "));
    sendRest = () => response.end(delta("rise 🌊.") + ending);
  });
  const { run, reports } = setup({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: "key-of-the-test",
    OPENAI_MODEL: "llama",
  });
  const response = await run(" tides ");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let answer = "";
  while (!answer.includes('"Tides "')) answer += (await reader?.read())?.value ?? "";
  expect(answer).not.toContain("rise");
  sendRest();
  for (let read = await reader?.read(); !read?.done; read = await reader?.read()) {
    answer += read?.value ?? "";
  }
  expect(deltas(answer)).toEqual(["Tides ", "rise 🌊."]);
  expect(answer).toContain('{"type":"finish","finishReason":"stop"');

  expect(provider.asked).toHaveLength(1);
  const { headers, body } = provider.asked[0] ?? {};
  expect(headers?.authorization).toBe("Bearer key-of-the-test");
  expect(body).toMatchObject({ model: "llama", stream: true });
  expect(body?.messages.map(({ role }) => role)).toEqual(["system", "user"]);
  expect(body?.messages[1]?.content).toBe("Explain tides to a curious reader in about 200 words.");
  expect(reports).toMatchObject([
    { status: "done", usage: { inputTokens: 30, outputTokens: 4, totalTokens: 34 } },
  ]);
});

it("needs no key for a model of one's own, and has a default model", async () => {
  const provider = await startOpenAiServer((response) => {
    startEvents(response);
    response.end(delta("Yes.") + ending);
  });
  const { run } = setup({ OPENAI_BASE_URL: provider.baseUrl });
  expect(deltas(await (await run("tides")).text())).toEqual(["Yes."]);
  expect(provider.asked[0]?.headers.authorization).toBeUndefined();
  expect(provider.asked[0]?.body.model).toBe("gpt-4.1-mini");
});

it.each([
  ["says so", (): string => event({ error: { message: "overloaded: own words" } })],
  ["ends without a word", (): string => ""],
])("fails midway when the provider %s, without its words", async (_name, rest) => {
  const provider = await startOpenAiServer((response) => {
    startEvents(response);
    response.end(delta("Tides ") + rest());
  });
  const { run, reports } = setup({ OPENAI_BASE_URL: provider.baseUrl });
  const answer = await (await run("tides")).text();
  expect(deltas(answer)).toEqual(["Tides "]);
  expect(answer).toContain('"type":"error"');
  expect(answer).not.toContain("own words");
  expect(reports).toMatchObject([{ status: "failed", errorCode: "upstream_failed" }]);
});

it("fails midway when the provider's connection breaks", async () => {
  const provider = await startOpenAiServer(async (response) => {
    startEvents(response);
    response.write(delta("Tides "));
    await new Promise((resolve) => setTimeout(resolve, 50));
    response.destroy();
  });
  const { run, reports } = setup({ OPENAI_BASE_URL: provider.baseUrl });
  const answer = await (await run("tides")).text();
  expect(deltas(answer)).toEqual(["Tides "]);
  expect(reports).toMatchObject([{ status: "failed", errorCode: "upstream_failed" }]);
});

it("answers 502 when the provider refuses the key, in our own words, and tells the operator", async () => {
  const provider = await startOpenAiServer((response) => {
    response.writeHead(401, { "content-type": "application/json" });
    response.end('{"error":{"message":"Incorrect API key provided: key-of","type":"auth"}}');
  });
  const { run, errors } = setup({ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: "key-of" });
  const response = await run("tides");
  expect(response.status).toBe(502);
  const answer = await response.text();
  expect(JSON.parse(answer)).toMatchObject({ code: "upstream_failed" });
  expect(answer).not.toContain("API key");
  expect(provider.asked).toHaveLength(1);
  expect(errors).toMatchObject([
    { cause: { message: "AI_APICallError: 401: Incorrect API key provided: key-of" } },
  ]);
});

it("answers 502 when nobody listens there", async () => {
  const { run } = setup({ OPENAI_BASE_URL: "http://127.0.0.1:9/v1" });
  expect((await run("tides")).status).toBe(502);
});

it("a cancelled run closes the provider's socket", async () => {
  const provider = await startOpenAiServer((response) => {
    startEvents(response);
    response.write(delta("Tides "));
  });
  const { run, call, reports } = setup({ OPENAI_BASE_URL: provider.baseUrl });
  await run("tides");
  const [id = ""] = runKey.split(".");
  await call(`/runs/${id}`, { method: "DELETE", headers: { "run-key": runKey } });
  await provider.left;
  expect(reports).toMatchObject([{ status: "aborted" }]);
});

it("answers 422 for a topic that is none, and asks no model", async () => {
  const provider = await startOpenAiServer((response) => void response.end());
  const { run } = setup({ OPENAI_BASE_URL: provider.baseUrl });
  expect((await run(" ")).status).toBe(422);
  expect(provider.asked).toHaveLength(0);
});
