import { setTimeout as sleep } from "node:timers/promises";
import { createClient, newRunKey, times, type Answer, type Client } from "../server/kit/client.ts";
import { startServer, type ServerConfig, type ServerProcess } from "../server/kit/startServer.ts";
import { demandFiles } from "./fileLimit.ts";
import { size } from "../report/format.ts";
import type { Findings } from "./report.ts";

/** Opens one stream after another. */
type Open = (client: Client) => Promise<Answer>;

const OPEN_AT_ONCE = 64;
const WARM_UP_STREAMS = 100;
const options = { keepEndedMs: 1_000, detachedGraceMs: 6_000 };
// Until runs without readers are ended, and forgotten with the next sweep of the store.
const SETTLE_MS = 25_000;
// Compiled code and grown tables stay; streams do not.
const MOST_LEFT_BYTES = 4 * 1024 * 1024;

/** Each stream reads a run of its own. */
export function idleRuns(streams: number, config: ServerConfig = {}): Promise<Findings> {
  const opener = (): Open => (client) => client.start("idle", {}, newRunKey().headers);
  return hold(`${streams} idle streams, each of a run of its own`, streams, config, opener);
}

/** All streams read one run. */
export function idleReaders(streams: number, config: ServerConfig = {}): Promise<Findings> {
  return hold(`${streams} idle streams of one run`, streams, config, readersOfOne);
}

function readersOfOne(): Open {
  const { id, headers } = newRunKey();
  let first: Promise<Answer> | undefined;
  return async (client) => {
    if (!first) return (first = client.start("idle", {}, headers));
    await first;
    return client.send(`/runs/${id}/stream`, { headers });
  };
}

async function hold(
  title: string,
  streams: number,
  config: ServerConfig,
  opener: () => Open,
): Promise<Findings> {
  demandFiles(streams + WARM_UP_STREAMS);
  const server = await startServer({ ...config, options });
  try {
    await warmUp(server, opener());
    const before = await server.state();
    const client = createClient(server.origin);
    const open = opener();
    const startedAt = performance.now();
    const answers = await times(streams, OPEN_AT_ONCE, async () => {
      const answer = await open(client);
      await firstChunk(answer);
      return answer;
    });
    const openedMs = performance.now() - startedAt;
    const during = await server.state();
    const broken = answers.filter(({ body }) => body.destroyed || body.complete).length;
    for (const answer of answers) answer.cut();
    await sleep(SETTLE_MS);
    const after = await server.state();
    client.close();

    const held = (during.heapBytes - before.heapBytes) / streams;
    const left = after.heapBytes - before.heapBytes;
    const sockets = after.resources["TCPSocketWrap"] ?? 0;
    return {
      title,
      rows: [
        ["opened in", `${(openedMs / 1000).toFixed(1)} s`],
        ["heap per stream", size(held)],
        ["resident memory per stream", size((during.rssBytes - before.rssBytes) / streams)],
        ["heap left after all are closed", size(left)],
        ["sockets left", String(sockets)],
      ],
      losses: [
        ...(broken > 0 ? [`${broken} streams broke while they were idle`] : []),
        ...(left > MOST_LEFT_BYTES ? [`${size(left)} stayed in memory`] : []),
        ...(sockets > 0 ? [`${sockets} sockets stayed open`] : []),
        ...Object.entries(after.errors).map(([error, count]) => `${count} × ${error}`),
      ],
    };
  } finally {
    await server.close();
  }
}

/** Code is compiled, and what is made once is made, before memory is compared. */
async function warmUp(server: ServerProcess, open: Open): Promise<void> {
  const client = createClient(server.origin);
  const answers = await times(WARM_UP_STREAMS, OPEN_AT_ONCE, () => open(client));
  for (const answer of answers) answer.cut();
  client.close();
  await sleep(SETTLE_MS);
}

async function firstChunk({ body }: Answer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    body.once("data", () => resolve());
    body.once("close", () => reject(new Error("a stream ended before its first text")));
  });
}
