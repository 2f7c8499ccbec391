import { every, type Cancel } from "../../timers.ts";
import { createTurns } from "../../turns.ts";
import { LOG_START } from "../log.ts";
import { createBell, type Bell } from "../bell.ts";
import type { Subscriber } from "./client.ts";
import type { RedisKeys } from "./keys.ts";
import type { SharedRuns } from "./sharedRuns.ts";

/** A run of another machine that somebody here waits for. */
export interface Watch {
  /** Grows with each piece of news: compare it to know whether one came while nobody waited. */
  readonly news: number;
  /** Settles at the next piece of news, after `waitMs`, or when the signal aborts. */
  wait(waitMs: number, signal: AbortSignal | undefined): Promise<void>;
  /** Says that nobody waits any more. */
  leave(): void;
}

/** The runs that are watched here: all over one connection, which only says that there is news. */
export interface Watches {
  /** Joins the watch of a run. */
  enter(runId: string): Watch;
  /** Says that messages may have been lost. */
  ringAll(): void;
  /** Ends all watches. */
  close(): void;
}

interface Entry {
  readonly bell: Bell;
  readonly onMessage: () => void;
  readers: number;
  news: number;
  /** Status, bytes and parts when it was last looked at. */
  known: string;
  isSubscribed: boolean;
  idleTicks: number;
}

const IDLE_TICKS_BEFORE_END = 5;
const POLLS_AT_ONCE = 64;

/** Creates the watches. One timer looks at all of them, as a message may be lost. */
export function createWatches(
  subscriber: Subscriber,
  shared: Pick<SharedRuns, "read">,
  keys: RedisKeys,
  pollEveryMs: number,
): Watches {
  const entries = new Map<string, Entry>();
  const polls = createTurns(POLLS_AT_ONCE);
  let stopPolling: Cancel | undefined;

  const channelOf = (runId: string): string => keys.run(runId)[0];

  function add(runId: string): Entry {
    const onMessage = (): void => ring(entry);
    const state = { readers: 0, news: 0, known: "", isSubscribed: false, idleTicks: 0 };
    const entry: Entry = { bell: createBell(), onMessage, ...state };
    entries.set(runId, entry);
    subscribe(runId, entry);
    stopPolling ??= every(pollEveryMs, tick);
    return entry;
  }

  function ring(entry: Entry): void {
    entry.news++;
    entry.bell.ring();
  }

  function subscribe(runId: string, entry: Entry): void {
    entry.isSubscribed = true;
    subscriber
      .subscribe(channelOf(runId), entry.onMessage)
      // News may have come before the channel was open.
      .then(() => ring(entry))
      .catch(() => (entry.isSubscribed = false));
  }

  function end(runId: string, entry: Entry): void {
    entries.delete(runId);
    // A channel that could not be closed stays open, and rings a bell that nobody hears.
    subscriber.unsubscribe(channelOf(runId), entry.onMessage).catch(() => {});
    if (entries.size > 0) return;
    stopPolling?.();
    stopPolling = undefined;
  }

  async function poll(runId: string, entry: Entry): Promise<void> {
    const slice = await shared.read(runId, LOG_START, 0);
    const known = slice ? `${slice.run.status} ${slice.run.bytes} ${slice.run.parts}` : "gone";
    if (known !== entry.known) ring(entry);
    entry.known = known;
  }

  function tick(): void {
    for (const [runId, entry] of entries) {
      if (entry.readers === 0 && ++entry.idleTicks > IDLE_TICKS_BEFORE_END) {
        end(runId, entry);
      } else if (entry.readers > 0) {
        if (!entry.isSubscribed) subscribe(runId, entry);
        // A look that fails says nothing; the next one may.
        polls.add(() => void poll(runId, entry).catch(() => {}));
      }
    }
  }

  return {
    enter(runId) {
      const entry = entries.get(runId) ?? add(runId);
      entry.readers++;
      entry.idleTicks = 0;
      return {
        get news() {
          return entry.news;
        },
        wait: (waitMs, signal) => entry.bell.wait(waitMs, signal),
        leave: () => void entry.readers--,
      };
    },
    ringAll() {
      for (const entry of entries.values()) ring(entry);
    },
    close() {
      for (const [runId, entry] of entries) end(runId, entry);
    },
  };
}
