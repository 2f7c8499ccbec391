import { setImmediate as nextTurn } from "node:timers/promises";

/** The longest that the event loop was held in one go while `work` was done, in ms. */
export async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  let longestMs = 0;
  let isOver = false;
  const measured = (async () => {
    let before = performance.now();
    while (!isOver) {
      await nextTurn();
      const now = performance.now();
      longestMs = Math.max(longestMs, now - before);
      before = now;
    }
  })();
  await nextTurn();
  await work();
  isOver = true;
  await measured;
  return longestMs;
}

/** The same in the best of some tries: a busy machine lengthens a turn, and nothing shortens it. */
export async function shortestOf(tries: number, work: () => Promise<unknown>): Promise<number> {
  let shortestMs = Infinity;
  for (let i = 0; i < tries; i++) shortestMs = Math.min(shortestMs, await longestTurnMs(work));
  return shortestMs;
}
