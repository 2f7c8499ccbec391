import { afterEach, expect, it, vi } from "vitest";
import type { Job } from "./experiments/experiment.ts";
import { runRounds } from "./measure/rounds.ts";

afterEach(() => void vi.restoreAllMocks());

it("each job is run once, however long that takes, and again only until the time is over", async () => {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const run: Job["run"] = () => {
    now += 1000;
    return Promise.resolve({ figures: { n: now }, mismatch: "" });
  };
  const jobs = ["a", "b", "c"].map((setting) => ({ contender: "ours", setting, run }));
  const runsWithin = async (limitMs?: number): Promise<number[]> => {
    const entries = await runRounds(jobs, 5, () => {}, limitMs);
    return entries.map(({ samples }) => samples.length);
  };
  expect(await runsWithin(0)).toEqual([1, 1, 1]);
  expect((await runsWithin(4500)).toSorted()).toEqual([1, 2, 2]);
  expect(await runsWithin()).toEqual([5, 5, 5]);
});
