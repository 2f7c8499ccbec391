import { expect, it } from "vitest";
import type { WorkerReport } from "../support/echo.worker.ts";

it("runs in a worker, where there is no document", async () => {
  const url = new URL("../support/echo.worker.ts", import.meta.url);
  const worker = new Worker(url, { type: "module" });
  const report = await new Promise<WorkerReport>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerReport>) => resolve(data));
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
  });
  worker.terminate();
  expect(report).toEqual({
    hasDocument: false,
    statuses: ["connecting", "streaming", "done"],
    text: "from a worker",
    deltas: ["from ", "a worker"],
    refusesSecretKeys: true,
  });
});
