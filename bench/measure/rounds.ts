import type { Job } from "../experiments/experiment.ts";
import type { Failure } from "./onPage.ts";
import type { Sample } from "./sample.ts";

/** All that was measured of one contender in one setting. */
export interface Entry {
  readonly contender: string;
  readonly setting: string;
  readonly samples: readonly Sample[];
  readonly failure?: Failure;
}

/** A run that takes longer than this, in ms, is not repeated. */
const SLOW_MS = 30_000;

/**
 * Runs every job once a round, in an order of its own for each round. One that is slow or fails is run once.
 * @param limitMs after how long nothing is run again, in ms.
 */
export async function runRounds(
  jobs: readonly Job[],
  rounds: number,
  log: (line: string) => void,
  limitMs = Infinity,
): Promise<Entry[]> {
  const until = performance.now() + limitMs;
  const entries = jobs.map(({ contender, setting }) => ({
    contender,
    setting,
    samples: [] as Sample[],
    failure: undefined as Failure | undefined,
    isSlow: false,
  }));
  for (let round = 1; round <= rounds; round++)
    for (const n of shuffled(jobs.length)) {
      const entry = entries[n]!;
      if (entry.isSlow || entry.failure || round > (jobs[n]!.rounds ?? rounds)) continue;
      const startedAt = performance.now();
      if (round > 1 && startedAt > until) continue;
      const result = await jobs[n]!.run();
      entry.isSlow = performance.now() - startedAt > SLOW_MS;
      if (typeof result === "string") entry.failure = result;
      else entry.samples.push(result);
      const { contender, setting } = entry;
      log(`${round}/${rounds} ${contender}, ${setting}: ${describe(result)}`);
    }
  return entries.map(({ contender, setting, samples, failure }) => ({
    contender,
    setting,
    samples,
    ...(failure && { failure }),
  }));
}

function describe(result: Sample | Failure): string {
  if (typeof result === "string") return result;
  const figures = Object.entries(result.figures).map(
    ([name, value]) => `${name} ${Math.round(value * 100) / 100}`,
  );
  return `${figures.join(", ")}${result.mismatch && ` TEXT WRONG: ${result.mismatch}`}`;
}

/** The numbers below `count`, shuffled. */
function shuffled(count: number): number[] {
  const numbers = Array.from({ length: count }, (_, n) => n);
  for (let n = count - 1; n > 0; n--) {
    const other = Math.floor(Math.random() * (n + 1));
    [numbers[n], numbers[other]] = [numbers[other]!, numbers[n]!];
  }
  return numbers;
}
