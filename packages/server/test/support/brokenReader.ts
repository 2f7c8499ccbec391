import type { StreamEvent } from "../support.ts";
import type { Random } from "./randomRun.ts";

/** Asks for the stream of a run, where and at whichever machine. */
export type Ask = (query: string) => Promise<Response>;

/** What a reader has had of a run. */
export interface Had {
  /** Text, and each part in brackets where it stood. */
  readonly line: string;
  readonly bytes: number;
  readonly parts: number;
  /** How often the stream was opened. */
  readonly connections: number;
  /** Absent where the reader gave up. */
  readonly ending?: Exclude<StreamEvent["data"], "[DONE]">;
}

type EventData = Exclude<StreamEvent["data"], "[DONE]">;

const BEHIND = 409;
const MAX_TRIES_BEHIND = 100;

/**
 * Reads a run to its end over connections that break anywhere, in an event or a character too. Each goes on with the bytes and parts it
 * has, and with nothing else. `isEnough` lets it go before the end.
 */
export async function readBroken(
  ask: Ask,
  random: Random,
  isEnough: () => boolean = () => false,
): Promise<Had> {
  const had = { line: "", bytes: 0, parts: 0, connections: 0 };
  let triesBehind = 0;
  for (;;) {
    const response = await ask(`offset=${had.bytes}&parts=${had.parts}`);
    if (response.status === BEHIND) {
      // A machine that is behind the one that was read before, for good where the run was cancelled there.
      if (++triesBehind === MAX_TRIES_BEHIND) return had;
      continue;
    }
    if (response.status !== 200) throw new Error(`answered ${response.status}`);
    had.connections += 1;
    if (response.headers.get("run-offset") !== String(had.bytes)) throw new Error("another offset");
    if (response.headers.get("run-parts") !== String(had.parts)) throw new Error("other parts");
    const longest = random() < 0.2 ? Infinity : Math.floor(random() * 1_500);
    for (const event of await eventsOf(response, longest)) {
      const ending = take(had, event);
      if (ending) return { ...had, ending };
    }
    if (isEnough()) return had;
  }
}

/** Counts an event in; returns it when it is the last one. */
function take(
  had: { line: string; bytes: number; parts: number },
  { id, data }: StreamEvent,
): EventData | undefined {
  if (data === "[DONE]") throw new Error("no ending before [DONE]");
  const { type, delta = "" } = data;
  if (type === "text-delta") {
    had.line += delta;
    had.bytes += new TextEncoder().encode(delta).length;
    if (id !== had.bytes) throw new Error(`the id is ${id} after ${had.bytes} bytes`);
    return undefined;
  }
  const part = partLine(data);
  if (part !== undefined) {
    had.parts += 1;
    had.line += part;
    if (type === "source-url" && data.sourceId !== `s${had.parts}`) throw new Error("another id");
    return undefined;
  }
  return ["finish", "error", "abort"].includes(type) ? data : undefined;
}

function partLine({ type, delta, url, title, data }: EventData): string | undefined {
  if (type === "reasoning-delta") return `[r ${delta}]`;
  if (type === "source-url") return `[s ${url} ${title}]`;
  if (type.startsWith("data-")) return `[d ${type.slice(5)} ${JSON.stringify(data)}]`;
  return undefined;
}

/** The whole events in the first `longest` bytes of a body, which is then let go; each in its frame. */
async function eventsOf({ body }: Response, longest: number): Promise<StreamEvent[]> {
  if (!body) throw new Error("no body");
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < longest) {
    const { value, done } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  await reader.cancel();
  const bytes = Buffer.concat(chunks).subarray(0, longest);
  const end = bytes.lastIndexOf("\n\n");
  const blocks = end < 0 ? [] : bytes.subarray(0, end).toString().split("\n\n");
  const events = blocks.filter((block) => block !== ": hb").map(parse);
  checkFrames(events);
  return events;
}

function parse(block: string): StreamEvent {
  const [first = "", second] = block.split("\n");
  const data = (second ?? first).slice("data: ".length);
  return {
    ...(second !== undefined && { id: Number(first.slice("id: ".length)) }),
    data: data === "[DONE]" ? "[DONE]" : (JSON.parse(data) as EventData),
  };
}

/** Text and reasoning are opened before they come, on this connection, and nothing is opened twice. */
function checkFrames(events: readonly StreamEvent[]): void {
  const open = new Set<string>();
  for (const { data } of events) {
    if (data === "[DONE]") continue;
    const [kind = "", step = ""] = data.type.split("-");
    if (kind !== "text" && kind !== "reasoning") continue;
    if (open.has(kind) === (step === "start")) throw new Error(`${data.type} out of its frame`);
    if (step === "start") open.add(kind);
    if (step === "end") open.delete(kind);
    if (kind === "text" && step === "delta" && open.has("reasoning")) throw new Error("not closed");
  }
}
