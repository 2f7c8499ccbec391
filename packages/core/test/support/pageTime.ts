import { vi } from "vitest";
import { quiet } from "./virtualTime.ts";

/** The time of a page, which may stand still for the page alone. */
export interface PageTime {
  /** Lets time pass: timers end when they are due. */
  run(ms: number): Promise<void>;
  /** Lets time pass in which the page does not run: what is due ends only as soon as it runs again. */
  freeze(ms: number): void;
}

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/** Puts a page's time in place of the real one; `vi.restoreAllMocks` and `vi.unstubAllGlobals` put that back. */
export function usePageTime(): PageTime {
  let nowMs = 1000;
  let count = 0;
  const timers = new Map<number, Timer>();
  vi.spyOn(performance, "now").mockImplementation(() => nowMs);
  vi.stubGlobal("setTimeout", (callback: () => void, ms = 0) => {
    timers.set(++count, { atMs: nowMs + ms, callback });
    return count;
  });
  vi.stubGlobal("clearTimeout", (id: number) => void timers.delete(id));

  function nextBy(ms: number): [number, Timer] | undefined {
    const due = [...timers].filter(([, { atMs }]) => atMs <= ms);
    return due.sort(([, one], [, other]) => one.atMs - other.atMs)[0];
  }

  return {
    async run(ms) {
      const endMs = nowMs + ms;
      await quiet();
      for (let next = nextBy(endMs); next; next = nextBy(endMs)) {
        const [id, { atMs, callback }] = next;
        timers.delete(id);
        nowMs = Math.max(nowMs, atMs);
        callback();
        await quiet();
      }
      nowMs = endMs;
    },
    freeze(ms) {
      nowMs += ms;
    },
  };
}
