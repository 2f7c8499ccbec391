import { parentPort, workerData } from "node:worker_threads";
import { createEventParser } from "../../src/read/events.ts";
import { createLineSplitter } from "../../src/read/lines.ts";

/** What a server sends: a chunk, so many times. */
export interface Flood {
  readonly chunk: string;
  readonly times: number;
}

const { chunk, times }: Flood = workerData;
const bytes = new TextEncoder().encode(chunk);
const decoder = new TextDecoder();
let dataChars = 0;
const feed = createLineSplitter(createEventParser(({ data }) => (dataChars += data.length)));
for (let time = 0; time < times; time++) feed(decoder.decode(bytes));
feed("\n\n");
parentPort?.postMessage(dataChars);
