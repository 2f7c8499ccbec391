import { connect, type Socket } from "node:net";
import { DELTAS_PER_SECOND } from "../experiments/clockStreams.ts";
import { createClient, newRunKey, times } from "../kit/client.ts";

/** Open streams that cost their reader next to nothing, so that the server has what cores there are. */
export interface LightStreams {
  /** How many of them the server did not begin in time. */
  readonly refused: number;
  /** Reads for so long, and says how late each delta came, in ms. */
  watch(ms: number): Promise<number[]>;
}

const OPEN_AT_ONCE = 64;
const LONGEST_OPENING_MS = 20_000;
const LONGEST_ANSWER_MS = 20_000;
const READ_BYTES = 64 * 1024;
const STAMP_DIGITS = 13;
const BEFORE_STAMP = '"delta":"';

/** Opens so many streams, in 20 s at most, each of a run of its own that goes on for `runSeconds`. */
export async function openLightStreams(
  origin: string,
  streams: number,
  runSeconds: number,
): Promise<LightStreams> {
  const client = createClient(origin);
  // One for all: what was read is looked at before the next is.
  const buffer = Buffer.alloc(READ_BYTES);
  const body = JSON.stringify({ perSecond: DELTAS_PER_SECOND, seconds: runSeconds });
  let lateMs: number[] | undefined;

  function onRead(bytes: number): void {
    if (!lateMs) return;
    const now = Date.now();
    const read = buffer.subarray(0, bytes);
    for (let at = read.indexOf(BEFORE_STAMP); at >= 0; at = read.indexOf(BEFORE_STAMP, at + 1)) {
      const start = at + BEFORE_STAMP.length;
      const end = start + STAMP_DIGITS;
      // One that is cut between two reads is missed.
      if (end <= bytes) lateMs.push(now - Number(read.toString("latin1", start, end)));
    }
  }

  async function open(): Promise<void> {
    const token = await client.token();
    const { headers } = newRunKey();
    const head = Object.entries({
      ...headers,
      host: new URL(origin).host,
      accept: "text/event-stream",
      "content-length": String(body.length),
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    const request = `POST /api/v1/run/clock/stream?token=${token} HTTP/1.1\r\n${head.join("")}\r\n${body}`;
    await answered(origin, request, buffer, onRead);
  }

  const giveUpAt = performance.now() + LONGEST_OPENING_MS;
  const opened = await times(streams, OPEN_AT_ONCE, async () => {
    if (performance.now() > giveUpAt) return false;
    return open().then(
      () => true,
      () => false,
    );
  });
  client.close();

  return {
    refused: opened.filter((isOpen) => !isOpen).length,
    async watch(ms) {
      const found: number[] = (lateMs = []);
      await new Promise((resolve) => setTimeout(resolve, ms));
      lateMs = undefined;
      return found;
    },
  };
}

/** Sends a request over a connection of its own, and settles when it is answered with 200; reading goes on. */
function answered(
  origin: string,
  request: string,
  buffer: Buffer,
  onRead: (bytes: number) => void,
): Promise<void> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const socket: Socket = connect({
      host: hostname,
      port: Number(port),
      onread: {
        buffer,
        callback(bytes) {
          if (isAnswered) onRead(bytes);
          else answer(buffer.toString("latin1", 0, bytes));
          return true;
        },
      },
    });
    const tooLate = setTimeout(() => socket.destroy(new Error("no answer")), LONGEST_ANSWER_MS);
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("closed")));
    socket.write(request);

    function answer(head: string): void {
      isAnswered = true;
      clearTimeout(tooLate);
      if (head.startsWith("HTTP/1.1 200")) return resolve();
      socket.destroy();
      reject(new Error(head));
    }
  });
}
