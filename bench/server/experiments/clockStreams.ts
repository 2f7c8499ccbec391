import { createClient, newRunKey, times, type Answer } from "../kit/client.ts";

/** Deltas a second in each stream. */
export const DELTAS_PER_SECOND = 20;

const OPEN_AT_ONCE = 64;
const LONGEST_OPENING_MS = 20_000;

/** Open streams, whose deltas say when they were made. */
export interface ClockStreams {
  /** How many of them the server did not begin in time. */
  readonly refused: number;
  /** Watches the streams for so long. */
  watch(ms: number): Promise<Watched>;
  /** Cuts all connections. */
  close(): void;
}

/** What came in the time of a watch. */
export interface Watched {
  /** How late each delta was read, in ms. */
  readonly lateMs: readonly number[];
  /** Bytes on the connections, without those of HTTP. */
  readonly bytes: number;
}

/** Opens so many streams, in 20 s at most, each of a run of its own that goes on for `runSeconds`. */
export async function openClocks(
  origin: string,
  streams: number,
  runSeconds: number,
): Promise<ClockStreams> {
  const client = createClient(origin);
  let watched: { lateMs: number[]; bytes: number } | undefined;

  function listen({ body }: Answer): void {
    body.on("data", (chunk: Buffer) => {
      if (!watched) return;
      watched.bytes += chunk.length;
      const now = Date.now();
      for (const [stamp] of chunk.toString("latin1").matchAll(/\d{13}/g)) {
        watched.lateMs.push(now - Number(stamp));
      }
    });
  }

  const inputs = { perSecond: DELTAS_PER_SECOND, seconds: runSeconds };
  const giveUpAt = performance.now() + LONGEST_OPENING_MS;
  const opened = await times(streams, OPEN_AT_ONCE, async () => {
    if (performance.now() > giveUpAt) return undefined;
    const key = newRunKey();
    const headers = { ...key.headers, accept: "text/event-stream" };
    const answer = await client.start("clock", inputs, headers).catch(() => undefined);
    if (answer) listen(answer);
    return answer && { answer, key };
  });

  return {
    refused: opened.filter((one) => !one).length,
    async watch(ms) {
      const found = (watched = { lateMs: [], bytes: 0 });
      await new Promise((resolve) => setTimeout(resolve, ms));
      watched = undefined;
      return found;
    },
    close() {
      for (const one of opened) one?.answer.cut();
      client.close();
    },
  };
}
