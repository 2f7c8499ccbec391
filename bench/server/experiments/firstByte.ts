import { createClient, newRunKey, type Answer, type Client } from "../kit/client.ts";
import { median, quantile } from "../../measure/statistics.ts";
import { withBothStores, type StoreName } from "./stores.ts";

/** From the request to the first byte of text, in ms. */
export interface FirstByte {
  readonly store: StoreName;
  /** Hono alone: a `Response` with a stream. */
  readonly bareMs: number;
  /** A run as our client starts it: a token, a Run-Key, server-sent events. */
  readonly streamMs: number;
  readonly bareP95Ms: number;
  readonly streamP95Ms: number;
}

const WARM_UPS = 200;
const text = /word/;

/** Takes `rounds` pairs on each store, one request at a time, kinds and stores in turn. */
export function firstByte(rounds: number): Promise<FirstByte[]> {
  return withBothStores(async (both) => {
    const series = both.map(({ store, server }) => ({
      store,
      client: createClient(server.origin),
      bare: [] as number[],
      stream: [] as number[],
    }));
    for (let round = -WARM_UPS; round < rounds; round++) {
      for (const { client, bare, stream } of series) {
        const [bareMs, streamMs] = await pair(client);
        if (round < 0) continue;
        bare.push(bareMs);
        stream.push(streamMs);
      }
    }
    return series.map(({ store, client, bare, stream }) => {
      client.close();
      return {
        store,
        bareMs: median(bare),
        streamMs: median(stream),
        bareP95Ms: quantile(bare, 0.95),
        streamP95Ms: quantile(stream, 0.95),
      };
    });
  });
}

async function pair(client: Client): Promise<[bareMs: number, streamMs: number]> {
  const bareMs = await timed(() => client.send("/bare/stream", { method: "POST", body: "{}" }));
  const path = `/run/word/stream?token=${await client.token()}`;
  const headers = { ...newRunKey().headers, accept: "text/event-stream" };
  return [bareMs, await timed(() => client.send(path, { method: "POST", headers, body: "{}" }))];
}

async function timed(ask: () => Promise<Answer>): Promise<number> {
  const startedAt = performance.now();
  const { body } = await ask();
  let firstMs: number | undefined;
  let received = "";
  for await (const chunk of body) {
    received += String(chunk);
    if (text.test(received)) firstMs ??= performance.now() - startedAt;
  }
  if (firstMs === undefined) throw new Error(`an answer without its text: ${received}`);
  return firstMs;
}
