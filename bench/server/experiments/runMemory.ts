import { createClient, newRunKey, readText, times, type Client } from "../kit/client.ts";
import { withBothStores, type StoreName } from "./stores.ts";

/** What one thing that is held takes in the memory of a server process, in bytes of heap and of what it holds outside. */
export interface HeldMemory {
  readonly store: StoreName;
  /** A connection that reads a run. */
  readonly streamBytes: number;
  /** A run that is running and has no text to speak of. */
  readonly runBytes: number;
  /** A run of 2 KB that has ended and is kept. */
  readonly keptRunBytes: number;
}

/** Characters of the kept runs: about 2 KB. */
const KEPT_CHARS = 1_500;
const OPEN_AT_ONCE = 32;
const WARM_UPS = 50;

/** Holds `count` of each, and compares the memory with that before. */
export async function runMemory(count: number): Promise<HeldMemory[]> {
  const measure = (open: Opener): Promise<Map<StoreName, number>> => bytesEach(count, open);
  const streams = await measure(readersOfOne);
  const runs = await measure(() => async (client) => {
    (await client.start("idle", {}, newRunKey().headers)).cut();
  });
  const kept = await measure(() => async (client, index) => {
    const inputs = { seed: index, chars: KEPT_CHARS };
    await readText((await client.start("mixed", inputs, newRunKey().headers)).body);
  });
  return (["memory", "Redis"] as const).map((store) => ({
    store,
    streamBytes: streams.get(store) ?? 0,
    runBytes: runs.get(store) ?? 0,
    keptRunBytes: kept.get(store) ?? 0,
  }));
}

type Opener = () => (client: Client, index: number) => Promise<unknown>;

function readersOfOne(): (client: Client) => Promise<unknown> {
  const { id, headers } = newRunKey();
  let first: Promise<unknown> | undefined;
  return async (client) => {
    await (first ??= client.start("idle", {}, headers));
    return client.send(`/runs/${id}/stream`, { headers });
  };
}

function bytesEach(count: number, opener: Opener): Promise<Map<StoreName, number>> {
  const longMs = 3_600_000;
  return withBothStores(
    async (both) => {
      const found = new Map<StoreName, number>();
      for (const { store, server } of both) {
        const client = createClient(server.origin);
        const open = opener();
        await times(WARM_UPS, OPEN_AT_ONCE, (index) => open(client, index));
        const before = await server.state();
        await times(count, OPEN_AT_ONCE, (index) => open(client, WARM_UPS + index));
        const after = await server.state();
        found.set(store, (after.heapBytes - before.heapBytes) / count);
        client.close();
      }
      return found;
    },
    { detachedGraceMs: longMs, keepEndedMs: longMs },
  );
}
