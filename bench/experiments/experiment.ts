import type { Failure } from "../measure/onPage.ts";
import type { Sample } from "../measure/sample.ts";

/** Where and how much is measured. */
export interface Setup {
  /** Where pages and streams are served. */
  readonly origin: string;
  /** A smoke of everything: small sizes, one round. */
  readonly isQuick: boolean;
}

/** One thing to measure, again in each round. */
export interface Job {
  readonly contender: string;
  /** What is varied within the experiment: a size, a case. */
  readonly setting: string;
  /** How often it is run at most. Default as often as the experiment's other jobs. */
  readonly rounds?: number;
  run(): Promise<Sample | Failure>;
}

/** One experiment. */
export interface Experiment {
  readonly name: string;
  /** How often each job is run. Default 5. */
  readonly rounds?: number;
  /** After how long nothing is run that has been run before, in ms. Default never. */
  readonly limitMs?: number;
  jobs(setup: Setup): Job[];
}
