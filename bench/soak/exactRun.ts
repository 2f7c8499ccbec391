import { setTimeout as sleep } from "node:timers/promises";
import { newRunKey, readText, type Answer, type Client } from "../server/kit/client.ts";
import { mixedText } from "../server/kit/mixedText.ts";
import { readSlice, type Format } from "./readSlice.ts";

/** Which text to ask for, and how to read it. */
export interface ExactRun {
  readonly seed: number;
  readonly chars: number;
  readonly gapMs: number;
  readonly format: Format;
  /** The server of each try: any of them may be asked for any part. */
  readonly pick: () => Client;
  /** After how many ms the next connection is cut; `Infinity`: not at all. */
  readonly cutAfterMs: () => number;
}

/** How it went. */
export interface ExactResult {
  readonly cuts: number;
  /** Answers that told to come back: a server that has not seen the last bytes yet. */
  readonly early: number;
  /** What was wrong; `undefined` when every byte is there, once, and the run is done. */
  readonly loss?: string;
}

const PAUSE_MS = 100;
const MOST_TRIES = 200;

/** Reads one run to its end over as many connections as the cuts make of it, and compares every byte. */
export async function readExactly(run: ExactRun): Promise<ExactResult> {
  const expected = Buffer.from(mixedText(run.seed, run.chars));
  const { id, headers } = newRunKey();
  const asked = { ...headers, accept: run.format };
  const { seed, chars, gapMs } = run;
  const body = JSON.stringify({ seed, chars, gapMs });
  const path = `/run/mixed/stream?token=${await run.pick().token()}`;
  const parts: Buffer[] = [];
  let bytes = 0;
  let cuts = 0;
  let early = 0;
  let hasBegun = false;

  const ask = (): Promise<Answer> =>
    hasBegun
      ? run.pick().send(`/runs/${id}/stream?offset=${bytes}`, { headers: asked })
      : run.pick().send(path, { method: "POST", headers: asked, body });

  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = await ask().catch(() => undefined);
    if (answer?.status === 409) early++;
    else if (answer && answer.status !== 200) {
      return { cuts, early, loss: `${id}: ${answer.status} ${await readText(answer.body)}` };
    }
    if (answer?.status === 200) {
      hasBegun = true;
      const slice = await readSlice(answer, run.format, run.cutAfterMs());
      parts.push(slice.bytes);
      bytes += slice.bytes.length;
      if (slice.loss !== undefined) return { cuts, early, loss: `${id}: ${slice.loss}` };
      if (slice.isComplete) break;
      cuts++;
    } else answer?.body.resume();
    await sleep(PAUSE_MS);
  }

  const status = await run.pick().text(`/runs/${id}`, { headers });
  const { status: ending, bytes: stored } = JSON.parse(status) as { status: string; bytes: number };
  const isExact = Buffer.concat(parts).equals(expected);
  if (isExact && ending === "done" && stored === expected.length) return { cuts, early };
  const read = `${bytes} of ${expected.length} bytes read, ${isExact ? "exact" : "not exact"}`;
  return { cuts, early, loss: `${id}: ${read}; stored as ${ending} with ${stored} bytes` };
}
