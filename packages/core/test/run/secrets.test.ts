import { createScriptedServer, type Fault } from "@workflow-stream/testing";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inspect } from "node:util";
import type { WorkflowStreamOptions } from "../../src/index.ts";
import { API, record, streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const TOKEN = "pub_tok_AbC+/dE=";
const SHOWN = ["AbC+/dE=", "AbC%2B%2FdE%3D"];

let printed: unknown[];
beforeEach(() => {
  printed = [];
  for (const name of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, name).mockImplementation((...args) => void printed.push(...args));
});
afterEach(() => expect(printed).toEqual([]));

const echo = (text: string): Fault => ({
  kind: "refuse",
  status: 400,
  body: JSON.stringify({ detail: text, code: text, errors: [{ pointer: "/a", detail: text }] }),
});

/** A `fetch` that fails as runtimes do: quoting the URL it was given. */
const quoting: typeof fetch = (input) =>
  Promise.reject(new TypeError(`Failed to parse URL from ${String(input)}`, { cause: { input } }));

it.each<[string, Partial<WorkflowStreamOptions>, Fault[]]>([
  ["a refusal that echoes it", {}, [echo(`bad token ${TOKEN}`)]],
  ["a refusal that echoes the URL", {}, [echo(`GET /x?token=${encodeURIComponent(TOKEN)} failed`)]],
  [
    "a break",
    {},
    [
      { kind: "cut", afterDeltas: 1, clean: false },
      { kind: "refuse", status: 404 },
    ],
  ],
  ["a request that fails", { fetch: quoting, retries: 0 }, []],
  [
    "a request to a string url that fails",
    {
      fetch: quoting,
      retries: 0,
      token: undefined,
      url: `${API}/x?token=${encodeURIComponent(TOKEN)}`,
    },
    [],
  ],
  [
    "a request to a string url that echoes it",
    { token: undefined, url: `${API}/x?token=${encodeURIComponent(TOKEN)}` },
    [echo(`no ${TOKEN}`)],
  ],
  ["a header that can't be sent", { token: `${TOKEN}\nx`, tokenIn: "header" }, []],
  [
    "a token that was used",
    {},
    [{ kind: "refuse", status: 401, body: JSON.stringify({ error: `${TOKEN} is used` }) }],
  ],
])("no token shows after %s", async (_, options, faults) => {
  const server = createScriptedServer({ deltas: ["some ", "text"], faults });
  const stream = streamOf(server, { token: TOKEN, ...options });
  const heard = record(stream);
  const result = await settled(stream.start({ topic: "x" }));
  expect(result.status).toBe("error");
  const shown = inspect([result, heard, stream.getSnapshot()], { depth: 20, showHidden: true });
  for (const secret of SHOWN) expect(shown).not.toContain(secret);
});

it("no Run-Key shows, though its id does", async () => {
  const faults: Fault[] = [{ kind: "cut", afterDeltas: 1, clean: false }];
  const server = createScriptedServer({ deltas: ["some ", "text"], faults });
  const keys: string[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const key = new Headers(init?.headers).get("run-key")!;
    keys.push(key);
    const answer = keys.length > 1 ? echo(`unknown run ${key}`) : undefined;
    return answer && "body" in answer
      ? Promise.resolve(new Response(answer.body, { status: 404 }))
      : server.fetch(input, init);
  };
  const stream = streamOf(server, { fetch });
  const heard = record(stream);
  const result = await settled(stream.start());
  expect(result.error?.code).toBe("interrupted");
  const [id, secret] = keys[0]!.split(".");
  const shown = inspect([result, heard], { depth: 20, showHidden: true });
  expect(shown).toContain(id);
  expect(shown).not.toContain(secret);
  for (const { url } of server.requests) expect(url.href).not.toContain(secret);
});

it("a refusal that echoes the Run-Key gives away its id alone", async () => {
  const fetch: typeof globalThis.fetch = async (_, init) => {
    const key = new Headers(init?.headers).get("run-key")!;
    return Response.json({ detail: `Run-Key ${key} is taken` }, { status: 400 });
  };
  const { error } = await settled(
    streamOf(createScriptedServer({ deltas: [] }), { fetch }).start(),
  );
  expect(error?.message).toMatch(/^Run-Key \S*… is taken$/);
});
