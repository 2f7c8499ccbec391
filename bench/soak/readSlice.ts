import { StringDecoder } from "node:string_decoder";
import type { Answer } from "../server/kit/client.ts";

/** How a stream travels. */
export type Format = "text/plain" | "text/event-stream";

/** What one connection brought. */
export interface Slice {
  /** Whole characters of the text. */
  readonly bytes: Buffer;
  /** Whether the server ended it as done. */
  readonly isComplete: boolean;
  /** What a stream must never hold. */
  readonly loss?: string;
}

/** Reads a body until it ends or the time is over, then cuts the connection. */
export async function readSlice(
  answer: Answer,
  format: Format,
  cutAfterMs: number,
): Promise<Slice> {
  const { body } = answer;
  const chunks: Buffer[] = [];
  body.on("data", (chunk: Buffer) => chunks.push(chunk));
  const cut = cutAfterMs === Infinity ? undefined : setTimeout(answer.cut, cutAfterMs);
  await new Promise<void>((resolve) => body.once("close", resolve));
  clearTimeout(cut);
  const received = Buffer.concat(chunks);
  return format === "text/plain" ? readPlain(received, body.complete) : readEvents(received);
}

// A character that the cut has split is asked for again.
function readPlain(received: Buffer, isComplete: boolean): Slice {
  const whole = new StringDecoder("utf8").write(received);
  return { bytes: Buffer.from(whole), isComplete };
}

function readEvents(received: Buffer): Slice {
  const blocks = new StringDecoder("utf8").write(received).split("\n\n").slice(0, -1);
  let text = "";
  let isComplete = false;
  for (const block of blocks) {
    const data = /^data: (.+)$/m.exec(block)?.[1];
    if (data === undefined || data === "[DONE]") continue;
    const event = JSON.parse(data) as { type: string; delta?: string };
    if (event.type === "text-delta") text += event.delta ?? "";
    else if (event.type === "finish") isComplete = true;
    else if (event.type === "error" || event.type === "abort") {
      return { bytes: Buffer.from(text), isComplete: false, loss: `the stream says ${data}` };
    }
  }
  return { bytes: Buffer.from(text), isComplete };
}
