import type { RunResult } from "../workflowStream.ts";
import type { Active, Started } from "./current.ts";
import type { Prepared } from "./prepare.ts";
import type { Ending, Run } from "./run.ts";

/** What a persister makes of a stream's runs: they outlive their page. */
export interface Remembering<Inputs> {
  /** There is a persister that keeps the run: no other stream of the page has taken it, and it did not fail. */
  readonly isOn: boolean;
  /** The run that is remembered is this tab's, and no other tab's. */
  readonly isOurs: boolean;
  /** The stream is mounted: what it shares with another one of the page is its own now. @returns how to end that. */
  mount(): () => void;
  /** Hears of other tabs' runs. @returns how to end that. */
  listen(): () => void;
  /** Reads anew what is kept, where that may have changed unheard: the run of another tab may be followed. */
  lookAgain(): void;
  /** Follows a run that begins, once it is remembered, or takes up what is remembered of an equal one. */
  begin(followed: Active): void;
  /** A start that is equal to the run that is on; whose run is posted again where nothing but its name was known. */
  join(joined: Active, prepared: Prepared<Inputs>): Active;
  /** Makes way for another run. Whether that is done: a run of this tab that was shown is yet to be stopped. */
  giveWay(): boolean;
  /** Picks up the run of a page before this one; `undefined` where there is none. */
  restore(): Promise<RunResult | undefined>;
  /** The run that is on is stopped: so is one that is yet to be picked up. */
  stopped(): void;
  /** Another text is shown: no run is to be picked up. */
  forget(): void;
  /** The server has named the run. */
  onNamed(): void;
  /** The run is about to end so: an end that a later page has no use for is forgotten. */
  onEnding(ending: Ending, run: Run): void;
  /** A run that was picked up is not there, and nobody asked for one. Whether that is so. */
  onGone(started: Started<Inputs>, gone: Active): boolean;
  /** Cancels a run that ended with an error, and may be on all the same. */
  cancelResumable(): void;
}
