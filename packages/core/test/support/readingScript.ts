// A Node script that reads one text, and then has nothing left to do. It tells of each request, and last what it read.
// usage: node readingScript.ts <reader> <base URL> <token>
import { writeSync } from "node:fs";
import { createWorkflowStream, readText, streamWorkflow } from "../../src/index.ts";

/** What a script says when it ends. */
export interface LastWords {
  /** The text, or what stands in its place. */
  readonly text: string;
  /** How many the run sent. */
  readonly requests: number;
  /** How many timers ended after that: each has kept the process alive until then. */
  readonly lateTimers: number;
}

const [reader = "", baseUrl = "", token = ""] = process.argv.slice(2);
let requests = 0;
let isOver = false;
let lateTimers = 0;

const { setTimeout: set } = globalThis;
globalThis.setTimeout = ((run: () => void, ms?: number) =>
  set(() => {
    if (isOver) lateTimers++;
    run();
  }, ms)) as typeof set;

const options = {
  workflowId: "explain",
  baseUrl,
  token: () => token,
  retries: 6,
  fetch(...request: Parameters<typeof fetch>) {
    requests++;
    writeSync(process.stdout.fd, "sends a request\n");
    return fetch(...request);
  },
};

async function collect(deltas: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const delta of deltas) text += delta;
  return text;
}

const READERS: Record<string, () => Promise<string>> = {
  streamWorkflow: () => collect(streamWorkflow(options)),
  async createWorkflowStream() {
    const { text, error } = await createWorkflowStream(options).start();
    return error?.code ?? text;
  },
  async readText() {
    const url = `${baseUrl}/run/explain/stream?token=${token}`;
    return collect(readText(await fetch(url, { method: "POST", body: "{}" })));
  },
  async leaves() {
    for await (const delta of streamWorkflow(options)) return delta;
    return "";
  },
  async stops() {
    const stream = createWorkflowStream(options);
    setTimeout(stream.stop, 100);
    return (await stream.start()).status;
  },
};

// the longest waits between two tries
Math.random = () => 0.999;
const text = await READERS[reader]!();
isOver = true;
process.on("exit", () => {
  const lastWords: LastWords = { text, requests, lateTimers };
  writeSync(process.stdout.fd, JSON.stringify(lastWords));
});
