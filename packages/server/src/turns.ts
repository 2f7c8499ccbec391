/** Work that waits for its turn, first come, first served. */
export interface Turns {
  /** Has it done soon, and never at once. */
  add(work: () => void): void;
}

// After the event loop has looked for what came in; not every runtime has a way that is as short.
const soon: (run: () => void) => void =
  typeof setImmediate === "function" ? setImmediate : (run) => void setTimeout(run);

/**
 * Creates a line for short pieces of work that many streams bring at the same time: after `atOnce` of them the event loop
 * looks at everything else, such as new connections and what the store has answered.
 */
export function createTurns(atOnce: number): Turns {
  let line: (() => void)[] = [];

  function take(): void {
    const now = line;
    // What is added by this work is for the next turn, behind what already waits.
    line = now.splice(atOnce);
    if (line.length > 0) soon(take);
    for (const work of now) work();
  }

  return {
    add(work) {
      if (line.length === 0) soon(take);
      line.push(work);
    },
  };
}

/** Settles when the event loop has looked for what came in. */
export function nextTurn(): Promise<void> {
  return new Promise(soon);
}
