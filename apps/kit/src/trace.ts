import type { Snapshot } from "@workflow-stream/core";

/** Something that happened in a run. */
export interface Mark {
  readonly name: "token" | "picked up" | "headers" | "first text" | "lost" | "back" | "end";
  /** Milliseconds since the start of the run, or since this page picked it up. */
  readonly atMs: number;
  /** Characters at that time. */
  readonly chars: number;
}

/** What was seen of one run, from its start, or since this page picked it up. */
export interface Trace {
  /** `performance.now()` then; `undefined` before any run. */
  readonly startedAt: number | undefined;
  readonly marks: readonly Mark[];
  /** Points of characters over time: seconds since the start, and characters. */
  readonly seconds: readonly number[];
  readonly chars: readonly number[];
}

const maxPoints = 2000;
const silenceSeconds = 0.2;
const frameSeconds = 0.016;

const steps = [
  ["token", "token"],
  ["headers", "headers"],
  ["firstText", "first text"],
  ["end", "end"],
] as const;

/** Makes a trace that follows the snapshots it is shown. */
export function createTrace(): Trace & { observe(snapshot: Snapshot<unknown>, now: number): void } {
  let last: Snapshot<unknown>["status"] = "idle";
  let isPickedUp = false;
  let isLost = false;
  const trace = {
    startedAt: undefined as number | undefined,
    marks: [] as Mark[],
    seconds: [] as number[],
    chars: [] as number[],
    observe,
  };

  function begin(startedAt: number | undefined): void {
    isPickedUp = isLost = false;
    const isOn = startedAt !== undefined;
    Object.assign(trace, {
      startedAt,
      marks: [],
      seconds: isOn ? [0] : [],
      chars: isOn ? [0] : [],
    });
  }

  function mark(name: Mark["name"], atMs: number, chars: number): void {
    trace.marks.push({ name, atMs, chars });
  }

  function observe(snapshot: Snapshot<unknown>, now: number): void {
    const { status, timing, attempt } = snapshot;
    const isBeginning = attempt === 0 && (status === "connecting" || status === "reconnecting");
    if (status === "idle") begin(undefined);
    else if (trace.startedAt === undefined || isBeginning) begin(now);
    const atMs = now - (trace.startedAt ?? now);
    const charsBefore = trace.chars.at(-1) ?? 0;

    if (status !== "idle") addPoint(atMs / 1000, timing.chars);
    if (status === "reconnecting" && isBeginning) {
      isPickedUp = true;
      mark("picked up", atMs, 0);
    } else if (status === "reconnecting" && last !== status) {
      isLost = true;
      mark("lost", atMs, timing.chars);
    }
    if (isLost && status !== "reconnecting") {
      isLost = false;
      // the rest of a text may come together with its end
      if (timing.chars > charsBefore)
        mark("back", Math.min(atMs, timing.end ?? atMs), timing.chars);
    }
    for (const [step, name] of steps) {
      const stepMs = timing[step];
      if (stepMs === undefined || trace.marks.some((mark) => mark.name === name)) continue;
      // to pick a run up takes none
      if (name === "token" && isPickedUp) continue;
      mark(name, stepMs, step === "end" ? timing.chars : 0);
    }
    last = status;
  }

  function addPoint(seconds: number, chars: number): void {
    if (trace.seconds.length >= maxPoints) {
      // every other point goes: the line stays the same to the eye
      trace.seconds = trace.seconds.filter((_, index) => index % 2 === 0);
      trace.chars = trace.chars.filter((_, index) => index % 2 === 0);
    }
    const before = trace.seconds.at(-1) ?? 0;
    // what comes after a silence comes at once: no slope leads to it
    if (seconds - before > silenceSeconds) {
      trace.seconds.push(seconds - frameSeconds);
      trace.chars.push(trace.chars.at(-1) ?? 0);
    }
    trace.seconds.push(seconds);
    trace.chars.push(chars);
  }

  return trace;
}
