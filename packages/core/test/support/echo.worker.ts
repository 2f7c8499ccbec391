import { createScriptedServer } from "@workflow-stream/testing";
import { createWorkflowStream, streamWorkflow } from "../../src/index.ts";
import { optionsFor, record, statuses } from "./streams.ts";

/** What the worker found. */
export interface WorkerReport {
  readonly hasDocument: boolean;
  readonly statuses: string[];
  readonly text: string;
  readonly deltas: string[];
  readonly refusesSecretKeys: boolean;
}

const script = { deltas: ["from ", "a worker"], chunkBytes: [70], gapMs: 20 };

async function report(): Promise<WorkerReport> {
  const stream = createWorkflowStream(optionsFor(createScriptedServer(script)));
  const heard = record(stream);
  const { text } = await stream.start();
  const deltas: string[] = [];
  const server = createScriptedServer(script);
  for await (const delta of streamWorkflow(optionsFor(server))) deltas.push(delta);
  let refusesSecretKeys = false;
  try {
    createWorkflowStream(optionsFor(server, { token: "sk_live_1" }));
  } catch {
    refusesSecretKeys = true;
  }
  const hasDocument = "document" in globalThis;
  return { hasDocument, statuses: statuses(heard), text, deltas, refusesSecretKeys };
}

report().then(postMessage, (error: unknown) => postMessage(String(error)));
