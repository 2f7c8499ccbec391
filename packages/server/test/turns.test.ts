import { setImmediate as immediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createBell } from "../src/store/bell.ts";
import { createAttendance } from "../src/attendance.ts";
import { defineWorkflow, memoryStore } from "../src/index.ts";
import { redisKeys } from "../src/store/redis/keys.ts";
import { createWatches } from "../src/store/redis/watches.ts";
import type { RunStore } from "../src/store/store.ts";
import { createTurns } from "../src/turns.ts";
import { setup } from "./support.ts";

describe("work that waits for its turn", () => {
  it("is done in order, so many pieces in a turn of the event loop, and none at once", async () => {
    const turns = createTurns(3);
    const done: number[] = [];
    for (let piece = 0; piece < 7; piece++) turns.add(() => void done.push(piece));
    expect(done).toEqual([]);
    const perTurn: number[] = [];
    while (done.length < 7) {
      const before = done.length;
      await immediate();
      perTurn.push(done.length - before);
    }
    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(perTurn.filter((count) => count > 0)).toEqual([3, 3, 1]);
  });

  it("goes behind what waits when work brings it", async () => {
    const turns = createTurns(1);
    const done: string[] = [];
    turns.add(() => {
      done.push("first");
      turns.add(() => void done.push("brought by it"));
    });
    turns.add(() => void done.push("second"));
    while (done.length < 3) await immediate();
    expect(done).toEqual(["first", "second", "brought by it"]);
  });

  it("is taken up again after the line was empty", async () => {
    const turns = createTurns(2);
    let done = 0;
    for (let round = 1; round <= 3; round++) {
      turns.add(() => void done++);
      await immediate();
      await immediate();
      expect(done).toBe(round);
    }
  });
});

describe("a thousand who wait for their bells", () => {
  it("wake over many turns, and a timer comes in between", async () => {
    const bells = Array.from({ length: 1_000 }, createBell);
    let awake = 0;
    const all = bells.map((bell) => bell.wait(60_000, undefined).then(() => awake++));
    let awakeAtTimer: number | undefined;
    setTimeout(() => (awakeAtTimer = awake));
    for (const bell of bells) bell.ring();
    await Promise.all(all);
    expect(awakeAtTimer).toBeLessThan(1_000);
  });

  it("wake once, however often they are rung for meanwhile", async () => {
    const bell = createBell();
    let awake = 0;
    const one = bell.wait(60_000, undefined).then(() => awake++);
    bell.ring();
    bell.ring();
    await one;
    const two = bell.wait(10, undefined).then(() => awake++);
    await immediate();
    expect(awake).toBe(1);
    await two;
  });
});

/** Counts how often something is called before the event loop comes around. */
function countPerTurn(): { call(): void; readonly most: number; readonly all: number } {
  let [inTurn, most, all] = [0, 0, 0];
  return {
    call() {
      if (inTurn === 0) setImmediate(() => (inTurn = 0));
      most = Math.max(most, ++inTurn);
      all++;
    },
    get most() {
      return most;
    },
    get all() {
      return all;
    },
  };
}

describe("what is done again and again for each of a thousand runs", () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => `run${index}`);
  // 64, and as many of the next turn: the count begins again in between.
  const MOST_IN_A_TURN = 128;

  it("leaves the event loop its turns: saying that they have readers", async () => {
    const attended = countPerTurn();
    let isRenewing = false;
    const runs: RunStore = {
      ...memoryStore().runs,
      async attend() {
        if (isRenewing) attended.call();
        return true;
      },
    };
    const attendance = createAttendance(runs, 90, () => {});
    for (const id of ids) attendance.enter(id);
    isRenewing = true;
    await expect.poll(() => attended.all).toBeGreaterThanOrEqual(ids.length);
    attendance.close();
    expect(attended.most).toBeLessThanOrEqual(MOST_IN_A_TURN);
  });

  it("leaves the event loop its turns: looking at those of other machines", async () => {
    const looked = countPerTurn();
    const read = async (): Promise<undefined> => void looked.call();
    const subscriber = { subscribe: async () => {}, unsubscribe: async () => {} };
    const watches = createWatches(subscriber, { read }, redisKeys(""), 30);
    for (const id of ids) watches.enter(id);
    await expect.poll(() => looked.all).toBeGreaterThanOrEqual(ids.length);
    watches.close();
    expect(looked.most).toBeLessThanOrEqual(MOST_IN_A_TURN);
  });
});

describe("a workflow that never waits", () => {
  it("leaves the event loop its turns", async () => {
    const pieces = 5_000;
    const greedy = defineWorkflow({
      id: "greedy",
      inputs: z.object({}),
      async *run() {
        for (let n = 0; n < pieces; n++) yield "x";
      },
    });
    const server = setup([greedy]);
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns++;
      if (!isOver) setImmediate(count);
    };
    const answer = await server.run("greedy");
    count();
    expect(await answer.text()).toBe("x".repeat(pieces));
    isOver = true;
    expect(turns).toBeGreaterThan(50);
  });
});
