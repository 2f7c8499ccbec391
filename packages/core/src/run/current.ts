import { call } from "../environment.ts";
import type { WorkflowStreamError } from "../errors.ts";
import { NO_TEXT, type SnapshotStore } from "../show/snapshot.ts";
import type { Finish } from "../parts.ts";
import type { RunResult } from "../workflowStream.ts";
import type { News } from "./news.ts";
import type { Prepared } from "./prepare.ts";
import { NOT_STARTED, resultOf } from "./result.ts";
import type { Ending, Run } from "./run.ts";
import { isSameStart, type StartKey } from "./startKey.ts";

/** What was started last. */
export interface Started<Inputs> extends Prepared<Inputs> {
  /** The token or URL that is good for one try, if it is one. */
  readonly singleUse: string | undefined;
  readonly run: Run;
  /** A page before this one posted it, and knew of no answer. */
  readonly isSearched?: boolean;
}

/** A run that is on: its result, and for whom it is followed. */
export interface Active {
  readonly result: Promise<RunResult>;
  readonly settle: (result: RunResult) => void;
  /** How it had ended when a page that went on picked it up by itself. */
  readonly endedWith?: WorkflowStreamError | undefined;
  /** It was picked up, and no start has asked for it yet. */
  isUnasked?: boolean;
  /** It was let go: nobody shows it. */
  readonly isLetGo?: boolean;
}

/** Who hears of a run beside the snapshot: what remembers it. */
export interface CurrentObserver<Inputs> {
  /** The server has named the run. */
  onNamed(): void;
  /** It is about to end so. */
  onEnding(ending: Ending, run: Run): void;
  /** The server no longer has it; it is on no more, and its result is yet to be settled. */
  onGone(started: Started<Inputs>, gone: Active): void;
}

/** The run that a stream is on, or was on last: one at a time, and nothing of an older one is ever shown. */
export interface Current<Inputs> {
  readonly last: Started<Inputs> | undefined;
  /** The run that is on. */
  readonly active: Active | undefined;
  /** A token or URL that is good for one try, and had it. */
  readonly spent: string | undefined;
  /** Whether the run of an equal start was started last. */
  isLast(key: StartKey): boolean;
  /** Whether `retry` picks the last run up: it broke off, the server may have it, and its text is what is shown. */
  isResumable(): boolean;
  /** Makes a run the one that is on, in place of none. It is not followed yet. */
  activate(started: Started<Inputs>, purpose?: Partial<Active>): Active;
  /** Changes for whom the run that is on is followed; who followed it so far does no longer. */
  replace(on: Active, purpose: Partial<Active>): Active;
  /** Puts another run in place of the one that was started last, which is on: an equal one. */
  exchange(started: Started<Inputs>): void;
  /** Follows the run that is on to its end; it begins when all have heard of it. */
  follow(followed: Active): void;
  /** Takes what a run tells to the snapshot. */
  hear(news: News): void;
  /** Ends the run that is on, and publishes that in one notification with the last text. */
  end(ending: Ending): void;
  /** Takes the run that is on away without a word: as if it had not been started. It is not stopped. */
  drop(): void;
  /** The text shown is no run's. */
  disown(): void;
}

/** Creates the place of a stream's run. */
export function createCurrent<Inputs>(
  store: SnapshotStore<Inputs>,
  observer: CurrentObserver<Inputs>,
): Current<Inputs> {
  let last: Started<Inputs> | undefined;
  let active: Active | undefined;
  let spent: string | undefined;
  /** The keys of the runs whose text is shown, and whose parts are. */
  let shownKey: StartKey | undefined;
  let besideKey: StartKey | undefined;
  /** How the run that is on has ended, where the server said so. */
  let finish: Finish | undefined;

  function end(ending: Ending): void {
    if (!active || !last) return;
    const { settle } = active;
    // a listener may start another run, with options of its own
    const { key, options, run } = last;
    observer.onEnding(ending, run);
    const hasText = store.state.timing.chunks > 0;
    const { beside } = store;
    const text = hasText ? store.state.text : "";
    const result = resultOf(ending, { text, ...finish, ...beside });
    const { status, error, isPartial, verified } = result;
    active = undefined;
    settle(result);
    // what the reader stops leaves all as it was
    const isServers = error !== undefined || verified;
    const isOut = (shown?: StartKey): boolean => isServers && !!shown && !isSameStart(shown, key);
    const keepsOlder = !hasText && shownKey !== undefined && !isOut(shownKey);
    const showsNothing = !hasText && (store.state.text === "" || isOut(shownKey));
    store.end({
      status,
      error,
      ...(isOut(shownKey) && NO_TEXT),
      ...(isOut(besideKey) && beside),
      ...(hasText && { isPartial, verified }),
      ...(showsNothing && { verified }),
      ...(!keepsOlder && finish),
    });
    if (error) call(options.onError, error);
    call(options.onFinish, result);
  }

  return {
    get last() {
      return last;
    },
    get active() {
      return active;
    },
    get spent() {
      return spent;
    },
    isLast: (key) => last !== undefined && isSameStart(last.key, key),
    isResumable() {
      const isShown = store.state.timing.chunks === 0 || shownKey !== undefined;
      return isShown && last !== undefined && last.run.isResumable;
    },
    activate(started, purpose) {
      let settle: Active["settle"] = () => {};
      const result = new Promise<RunResult>((resolve) => (settle = resolve));
      last = started;
      finish = undefined;
      active = { result, settle, ...purpose };
      return active;
    },
    replace(on, purpose) {
      active = { ...on, ...purpose };
      return active;
    },
    exchange(started) {
      last = started;
    },
    follow(followed) {
      // who heard of its beginning may have started another, which is followed by itself
      if (active !== followed || !last) return;
      const started = last;
      void started.run.follow().then((ending) => {
        if (active !== followed) return;
        if (ending) return end(ending);
        // waking starts no run: what the page had heard stays
        if (followed.endedWith) return end({ status: "error", error: followed.endedWith });
        active = undefined;
        observer.onGone(started, followed);
      });
    },
    hear(news) {
      if (!last) return;
      const { key, singleUse, options } = last;
      switch (news.kind) {
        case "request":
          return store.change({ attempt: news.attempt });
        case "sent":
          spent = singleUse;
          return store.reach("token");
        case "opened":
          if (news.runId !== undefined) observer.onNamed();
          return store.reach("headers", { runId: news.runId });
        case "broke-off":
          return store.change({ status: "reconnecting" });
        case "finish":
          finish = news.finish;
          return;
        case "parts":
          besideKey = key;
          store.add(news.parts);
          for (const part of news.parts)
            if (part.type === "data") call(options.onData, part.name, part.value);
          return;
        case "text":
          shownKey = besideKey = key;
          store.grow(news.delta);
          return call(options.onDelta, news.delta);
      }
    },
    end,
    drop() {
      const dropped = active;
      active = undefined;
      dropped?.settle(NOT_STARTED);
    },
    disown() {
      shownKey = besideKey = undefined;
    },
  };
}
