import { nextTurn } from "./turns.ts";

/** Shares the event loop among all bodies and runs of a server: whoever moves many bytes lets the others have a turn. */
export interface FairTurns {
  /** Says how many bytes were moved. When it is time for the others, the answer is the beginning of the next turn. */
  spend(bytes: number): Promise<void> | undefined;
}

const BYTES_PER_TURN = 256 * 1024;

/** Creates the turns of one server. Of many who wait, each moves a little before they all wait again. */
export function createFairTurns(): FairTurns {
  let leftBytes = BYTES_PER_TURN;
  let next: Promise<void> | undefined;

  async function begin(): Promise<void> {
    await nextTurn();
    leftBytes = BYTES_PER_TURN;
    next = undefined;
  }

  return {
    spend(bytes) {
      leftBytes -= bytes;
      if (leftBytes <= 0) next ??= begin();
      return next;
    },
  };
}
