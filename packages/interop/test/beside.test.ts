import { createWorkflowStream, type RunResult } from "@workflow-stream/core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startOurServer, type OurServer } from "./support/ourServer.ts";
import { text } from "./support/text.ts";

const CUTS_OF_A_RUN = 3;
const MAX_CUT_BYTES = 700;

describe("our client and our server: what stands beside a text", () => {
  let server: OurServer;
  beforeAll(async () => {
    // The Node adapter reports a body that breaks.
    vi.spyOn(console, "error").mockImplementation(() => {});
    server = await startOurServer();
  });
  afterAll(async () => {
    await server.close();
    vi.restoreAllMocks();
  });

  interface Heard {
    readonly result: RunResult;
    readonly values: readonly unknown[];
    readonly requests: readonly string[];
  }

  async function run(options: { headers?: HeadersInit; fetch?: typeof fetch }): Promise<Heard> {
    const values: unknown[] = [];
    const requests: string[] = [];
    const { fetch: ask = fetch, ...rest } = options;
    const stream = createWorkflowStream({
      workflowId: "research",
      baseUrl: `${server.origin}/api/v1`,
      token: () => server.token(),
      onData: (_name, value) => void values.push(value),
      fetch: (input, init) => {
        requests.push(String(input));
        return ask(input, init);
      },
      ...rest,
    });
    return { result: await stream.start({}), values, requests };
  }

  const cutShort = { status: "done", text, isPartial: true, verified: true } as const;
  const told = {
    ...cutShort,
    reasoning: "The moon first. Done.",
    sources: [
      { id: "s3", url: "https://tides.example/", title: "Tides" },
      { id: "s5", url: "https://moon.example/" },
    ],
    data: { progress: { percent: 90 } },
    finishReason: "length",
    usage: { inputTokens: 3, outputTokens: 5, reasoningTokens: 2 },
  };

  it("comes as it was yielded, with how the text ended and what it used", async () => {
    const { result, values } = await run({});
    expect(result).toEqual(told);
    expect(values).toEqual([{ percent: 10 }, { percent: 90 }]);
  });

  it("is none of a plain text, whose end its status tells", async () => {
    const { result } = await run({ headers: { accept: "text/plain" } });
    expect(result).toMatchObject({ ...cutShort, reasoning: "", finishReason: "length" });
  });

  it("comes once, wherever the connection breaks", async () => {
    const runs = Array.from({ length: 12 }, (_, seed) => run({ fetch: cutting(seed) }));
    for (const { result, values, requests } of await Promise.all(runs)) {
      expect(result).toEqual(told);
      expect(values).toEqual([{ percent: 10 }, { percent: 90 }]);
      expect(requests.some((url) => url.includes("parts="))).toBe(true);
    }
  }, 60_000);
});

/** A fetch whose first bodies break, each at another byte. */
function cutting(seed: number): typeof fetch {
  let cuts = 0;
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.body || cuts === CUTS_OF_A_RUN) return response;
    cuts += 1;
    let leftBytes = 50 + ((seed * 97 + cuts * 131) % MAX_CUT_BYTES);
    const cut = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        controller.enqueue(chunk.subarray(0, leftBytes));
        leftBytes -= chunk.length;
        if (leftBytes <= 0) controller.error(new TypeError("terminated"));
      },
    });
    return new Response(response.body.pipeThrough(cut), response);
  };
}
