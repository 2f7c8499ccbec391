// A server of its own process, on Redis: `node serverProcess.ts '{"url":"redis://…","prefix":"…","timing":{…}}'`.
// It says one JSON object a line: first its port, then what happens to its runs.
import { serve } from "@hono/node-server";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { createWorkflowServer, defineWorkflow } from "../../src/index.ts";
import { createRedisStore } from "../../src/store/redis/store.ts";
import type { RedisTiming } from "../../src/store/redis/timing.ts";
import { randomPieces } from "../support/randomRun.ts";

const { url, prefix, timing } = JSON.parse(process.argv[2] ?? "") as {
  url: string;
  prefix: string;
  timing: RedisTiming;
};

function say(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

const count = defineWorkflow({
  id: "count",
  inputs: z.object({ pieces: z.number(), everyMs: z.number() }),
  async *run({ pieces, everyMs }, { signal, runId }) {
    say({ event: "called", runId });
    signal.addEventListener("abort", () => say({ event: "aborted", runId }));
    for (let i = 0; i < pieces; i++) {
      yield `${i} 日本😀\n`;
      if (everyMs > 0) await sleep(everyMs, undefined, { signal });
    }
  },
});

const random = defineWorkflow({
  id: "random",
  inputs: z.object({ seed: z.number(), pieces: z.number(), everyMs: z.number() }),
  async *run({ seed, pieces, everyMs }, { signal }) {
    for (const piece of randomPieces(seed, pieces)) {
      yield piece;
      await sleep(everyMs, undefined, { signal });
    }
    return { finishReason: "stop" };
  },
});

const onError = (error: unknown): void => say({ event: "error", message: String(error) });
const store = createRedisStore({ url, prefix, onError }, timing);
const server = createWorkflowServer({
  workflows: [count, random],
  secretKeys: ["sk_test"],
  limits: false,
  store,
  onRun: (report) => say({ event: "ended", ...report }),
  onError,
});
await store.ping();
const http = serve({ fetch: server.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  say({ event: "listening", port }),
);

// Who started this process may die without a word; its pipe then ends.
process.stdin.resume().on("end", () => process.exit());
process.once("SIGTERM", async () => {
  await server.close({ graceMs: 0 });
  await store.close();
  http.close(() => process.exit());
});
