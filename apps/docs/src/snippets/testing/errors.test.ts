import {
  createWorkflowStream,
  type WorkflowStreamErrorCode,
  type WorkflowStreamOptions,
} from "@workflow-stream/core";
import { createScriptedServer, type Script } from "@workflow-stream/core/testing";
import { afterEach, expect, it, vi } from "vitest";

// Every code, provoked: hand these options to a stream or a component of yours, and see what your reader sees.

const tides = { workflowId: "tides", token: () => Promise.resolve("pub_tok_1") };

const refusing = (status: number, headers?: HeadersInit) => () =>
  Promise.resolve(new Response("", headers ? { status, headers } : { status }));
const failing = () => Promise.reject(new TypeError("Failed to fetch"));
const silent = () => new Promise<Response>(() => {});
const signInPage = () =>
  Promise.resolve(new Response("Sign in", { headers: { "content-type": "text/html" } }));
const readBefore = async () => {
  const answer = new Response("High water.");
  await answer.text();
  return answer;
};
const scripted = (script: Script) => {
  const { fetch, token } = createScriptedServer(script);
  return { ...tides, fetch, token };
};

const provoked: Record<WorkflowStreamErrorCode, WorkflowStreamOptions> = {
  token_failed: { ...tides, token: () => Promise.reject(new Error("no session")) },
  token_spent: { ...tides, token: "pub_tok_used", fetch: refusing(401) },
  unauthorized: { ...tides, fetch: refusing(401) },
  billing: { ...tides, fetch: refusing(402) },
  forbidden: { ...tides, fetch: refusing(403) },
  not_found: { ...tides, fetch: refusing(404) },
  invalid_input: { ...tides, fetch: refusing(422) },
  rate_limited: { ...tides, fetch: refusing(429, { "retry-after": "12" }), retries: 0 },
  server: { ...tides, fetch: refusing(503), retries: 0 },
  network: { ...tides, fetch: failing, retries: 0 },
  offline: { ...tides, fetch: failing, retries: 0 }, // while navigator.onLine is false
  connect_timeout: { ...tides, fetch: silent, connectTimeoutMs: 20, retries: 0 },
  stall_timeout: {
    ...scripted({ deltas: ["High ", "water."], faults: [{ kind: "stall", afterDeltas: 1 }] }),
    stallTimeoutMs: 20,
    resume: false,
  },
  interrupted: {
    ...scripted({
      deltas: ["High ", "water."],
      faults: [{ kind: "cut", afterDeltas: 1, clean: true }],
    }),
    resume: false,
  },
  workflow_failed: scripted({ deltas: ["High "], ending: { error: "The model is busy." } }),
  empty: scripted({ deltas: [] }),
  too_long: { ...scripted({ deltas: ["High water."] }), maxChars: 4 },
  format: { ...tides, fetch: signInPage },
  unsupported: { ...tides, fetch: readBefore },
};

afterEach(() => vi.unstubAllGlobals());

it.each(Object.entries(provoked))("%s", async (code, options) => {
  if (code === "offline") vi.stubGlobal("navigator", { onLine: false });
  const { error } = await createWorkflowStream(options).start({});
  expect(error?.code).toBe(code);
});
