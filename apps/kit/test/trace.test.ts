import type { Snapshot } from "@workflow-stream/core";
import { describe, expect, it } from "vitest";
import { timelineRows } from "../src/timelineRows.ts";
import { createTrace } from "../src/trace.ts";

type Shown = Pick<Snapshot<unknown>, "status" | "attempt" | "timing">;

const idle: Shown = { status: "idle", attempt: 0, timing: { chars: 0, chunks: 0 } };
const started: Shown = { ...idle, status: "connecting" };

/** A trace that was shown snapshots at given times, in ms. */
function follow(...shown: readonly (readonly [atMs: number, snapshot: Shown])[]) {
  const trace = createTrace();
  for (const [atMs, snapshot] of shown) trace.observe(snapshot as Snapshot<unknown>, atMs);
  return trace;
}

const writing = (chars: number): Shown => ({
  status: "streaming",
  attempt: 1,
  timing: { token: 5, headers: 20, firstText: 30, chars, chunks: 1 },
});

describe("a trace", () => {
  it("has each mark once, at the time it came", () => {
    const { marks } = follow([1000, started], [1040, writing(10)], [1060, writing(30)]);
    expect(marks).toEqual([
      { name: "token", atMs: 5, chars: 0 },
      { name: "headers", atMs: 20, chars: 0 },
      { name: "first text", atMs: 30, chars: 0 },
    ]);
  });

  it("marks a break, and the first text after it", () => {
    const broken: Shown = { ...writing(30), status: "reconnecting" };
    const { marks } = follow(
      [0, started],
      [50, writing(30)],
      [100, broken],
      [400, broken],
      [900, writing(80)],
    );
    expect(marks.slice(3)).toEqual([
      { name: "lost", atMs: 100, chars: 30 },
      { name: "back", atMs: 900, chars: 80 },
    ]);
  });

  it("marks the text that comes with the end as back, and a break that lasts as lost alone", () => {
    const broken: Shown = { ...writing(30), status: "reconnecting" };
    const done: Shown = { ...writing(90), status: "done" };
    const failed: Shown = { ...writing(30), status: "error" };
    const ending = (end: Shown) =>
      follow([0, started], [50, writing(30)], [100, broken], [900, end]);
    const names = (end: Shown) =>
      timelineRows(ending(end)).flatMap(([, what]) => (what ? [what] : []));
    const { timing } = done;
    // the end was a moment before it was heard of
    const heardLate = { ...done, timing: { ...timing, end: 890 } };
    expect(names(heardLate).slice(-3)).toEqual(["lost", "back", "end"]);
    expect(names(failed)).not.toContain("back");
  });

  it("of a run that is picked up has no break and no token, and breaks like any other later", () => {
    const pickedUp: Shown = { ...idle, status: "reconnecting" };
    const broken: Shown = { ...writing(900), status: "reconnecting" };
    const { marks, startedAt } = follow(
      [0, idle],
      [1000, pickedUp],
      [1002, { ...pickedUp, attempt: 1 }],
      [1030, writing(700)],
      [1100, writing(900)],
      [1200, broken],
      [1500, writing(950)],
    );
    expect(startedAt).toBe(1000);
    expect(marks).toEqual([
      { name: "picked up", atMs: 0, chars: 0 },
      { name: "headers", atMs: 20, chars: 0 },
      { name: "first text", atMs: 30, chars: 0 },
      { name: "lost", atMs: 200, chars: 900 },
      { name: "back", atMs: 500, chars: 950 },
    ]);
  });

  it("begins anew with a new run, and is empty after a reset", () => {
    const again = follow([0, started], [50, writing(30)], [5000, started], [5040, writing(10)]);
    expect(again.startedAt).toBe(5000);
    expect(again.chars.at(-1)).toBe(10);
    expect(again.marks).toHaveLength(3);
    const empty = follow([0, started], [50, writing(30)], [60, idle]);
    expect([empty.startedAt, empty.marks, empty.seconds]).toEqual([undefined, [], []]);
  });

  it("rises at once after a silence", () => {
    const { seconds, chars } = follow([0, started], [50, writing(30)], [2050, writing(500)]);
    const lastFlat = seconds.at(-2) ?? 0;
    expect(lastFlat).toBeGreaterThan(2);
    expect(chars.at(-2)).toBe(30);
    expect(chars.at(-1)).toBe(500);
  });

  it("keeps a bounded number of points, the newest among them", () => {
    const trace = createTrace();
    trace.observe(started as Snapshot<unknown>, 0);
    for (let frame = 1; frame <= 20_000; frame++)
      trace.observe(writing(frame) as Snapshot<unknown>, frame * 16);
    expect(trace.seconds.length).toBeLessThanOrEqual(2001);
    expect(trace.chars.at(-1)).toBe(20_000);
    expect(trace.seconds.length).toBe(trace.chars.length);
  });
});

describe("the table of a trace", () => {
  it("has the marks and samples in the order of time", () => {
    const trace = follow(
      [0, started],
      [50, writing(30)],
      [1500, writing(1500)],
      [3000, writing(3000)],
    );
    expect(timelineRows(trace)).toEqual([
      ["0.01 s", "token", "0"],
      ["0.02 s", "headers", "0"],
      ["0.03 s", "first text", "0"],
      ["1.00 s", "", "30"],
      ["2.00 s", "", "1,500"],
    ]);
  });

  it("has about a dozen samples, however long the run", () => {
    const trace = createTrace();
    trace.observe(started as Snapshot<unknown>, 0);
    for (let second = 1; second <= 300; second++)
      trace.observe(writing(second) as Snapshot<unknown>, second * 1000);
    expect(timelineRows(trace).length).toBeLessThanOrEqual(3 + 12);
  });
});
