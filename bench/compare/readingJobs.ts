import { pathToFileURL } from "node:url";
import * as core from "@workflow-stream/core";
import type { Job } from "../experiments/experiment.ts";
import { inChunks } from "../experiments/reading.ts";
import { textOf } from "../text.ts";
import { piecesOf } from "../wire.ts";
import type { Before } from "./before.ts";

const CHUNK_BYTES = [64, 1024, 65_536];
const DELTAS = 50_000;

/** Reading server-sent events in Node, by this build and by the one before. */
export async function readingJobs(before: Before): Promise<Job[]> {
  const url = pathToFileURL(`${before.root}/packages/core/dist/index.js`).href;
  const older = (await import(url)) as typeof core;
  const text = textOf(DELTAS);
  const bytes = new TextEncoder().encode([...piecesOf("ui", text)].join(""));
  const job = (name: string, { readText }: typeof core, chunkBytes: number): Job => ({
    contender: name,
    setting: `${chunkBytes} bytes a chunk`,
    async run() {
      const began = process.cpuUsage();
      let chars = 0;
      const headers = { "content-type": "text/event-stream" };
      const response = new Response(inChunks(bytes, chunkBytes), { headers });
      for await (const delta of readText(response)) chars += delta.length;
      const { user, system } = process.cpuUsage(began);
      const mismatch = chars === text.length ? "" : `${chars} of ${text.length} characters`;
      return { figures: { cpuMs: (user + system) / 1000 }, mismatch };
    },
  });
  return CHUNK_BYTES.flatMap((chunkBytes) => [
    job("readText in Node", core, chunkBytes),
    job("before, readText in Node", older, chunkBytes),
  ]);
}
