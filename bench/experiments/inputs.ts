import { createWorkflowStream } from "@workflow-stream/core";
import type { Sample } from "../measure/sample.ts";
import type { Experiment } from "./experiment.ts";

/** Many small inputs: how long `start` holds the thread until it has taken them, in Node. */
export const inputs: Experiment = {
  name: "inputs",
  rounds: 15,
  jobs: ({ isQuick }) =>
    (isQuick ? [100, 200] : [1000, 2000, 4000, 8000]).map((rows) => ({
      contender: "ours, core",
      setting: `${rows}`,
      run: () => sampleStart(rows),
    })),
};

async function sampleStart(count: number): Promise<Sample> {
  // 174 kB of JSON for 8 000 rows
  const rows = Array.from({ length: count }, (_, id) => ({ id, k: `v${id % 100}` }));
  let sent = "";
  const stream = createWorkflowStream<{ rows: typeof rows }>({
    url: "https://example.test/",
    async fetch(_, init) {
      sent = String(init?.body);
      return new Response("text");
    },
  });
  const startedAt = performance.now();
  const result = stream.start({ rows });
  const blockedMs = performance.now() - startedAt;
  await result;
  const isWhole = sent === JSON.stringify({ rows });
  return {
    figures: { blockedMs, inputBytes: sent.length },
    mismatch: isWhole ? "" : `${sent.length} characters were sent`,
  };
}
