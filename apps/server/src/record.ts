import type { Workflow } from "@workflow-stream/server";

/** What a workflow said in one run, whatever reached the browser of it. */
export interface RunRecord {
  readonly id: string;
  readonly workflow: string;
  readonly status: "running" | "done" | "failed" | "aborted";
  readonly text: string;
  /** How often the workflow was executed for it. */
  readonly runs: number;
}

/** Keeps the records of the last runs, for the demo page and its tests. */
export interface Recorder {
  /** The same workflow, recorded. */
  record(workflow: Workflow): Workflow;
  get(runId: string): RunRecord | undefined;
}

/** The same pieces, each heard before it is handed on, and the same end. */
async function* heard<Piece, End>(
  output: AsyncIterable<Piece, End>,
  hear: (piece: Piece) => void,
): AsyncGenerator<Piece, End> {
  const pieces = output[Symbol.asyncIterator]();
  let next: IteratorResult<Piece, End> | undefined;
  try {
    while (!(next = await pieces.next()).done) {
      hear(next.value);
      yield next.value;
    }
    return next.value;
  } finally {
    if (!next?.done) await pieces.return?.();
  }
}

/** Makes a recorder of the last `maxRuns` runs. */
export function createRecorder(maxRuns = 100): Recorder {
  const records = new Map<string, RunRecord>();
  return {
    get: (runId) => records.get(runId),
    record: (workflow) => ({
      ...workflow,
      async *run(inputs, context) {
        let record: RunRecord = {
          id: context.runId,
          workflow: workflow.id,
          status: "running",
          text: "",
          runs: (records.get(context.runId)?.runs ?? 0) + 1,
        };
        const note = (change: Partial<RunRecord>): void => {
          record = { ...record, ...change };
          records.set(record.id, record);
        };
        note({});
        if (records.size > maxRuns) records.delete(records.keys().next().value!);
        context.signal.addEventListener("abort", () => {
          // a run that failed is aborted too
          if (record.status === "running") note({ status: "aborted" });
        });
        try {
          const end = yield* heard(workflow.run(inputs, context), (piece) => {
            if (typeof piece === "string") note({ text: record.text + piece });
          });
          note({ status: "done" });
          return end;
        } catch (error) {
          if (!context.signal.aborted) note({ status: "failed" });
          throw error;
        }
      },
    }),
  };
}
