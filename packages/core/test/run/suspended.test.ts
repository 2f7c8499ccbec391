import { expect, it } from "vitest";
import { createClock } from "../../src/run/clock.ts";
import { createAttempt } from "../../src/run/attempt.ts";
import { WorkflowStreamError } from "../../src/index.ts";
import { openChunks } from "../../src/read/chunks.ts";
import { pushedBody } from "../support/responses.ts";

/** Holds the thread, as a suspended page is held. */
function suspend(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

const stalled = (): WorkflowStreamError => new WorkflowStreamError("stall_timeout", "body");
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it("a time-out that strikes late first hears what waited to be heard of", async () => {
  const attempt = createAttempt(createClock());
  attempt.limit(400, stalled);
  suspend(1000);
  // what came meanwhile is heard of after the timer
  await sleep(0);
  expect(attempt.signal.aborted).toBe(false);
  attempt.touch();
  await sleep(200);
  expect(attempt.signal.aborted).toBe(false);
  attempt.end();
});

it("a time-out that strikes late ends a step that stays silent", async () => {
  const attempt = createAttempt(createClock());
  attempt.limit(100, stalled);
  suspend(600);
  await sleep(400);
  expect(attempt.signal.reason).toMatchObject({ code: "stall_timeout" });
});

it("a body that may have ended is not closed before what waited is heard of", async () => {
  const { body, push } = pushedBody();
  const chunks = openChunks(body);
  const next = chunks.read("may-end");
  suspend(2100);
  setTimeout(() => push("more"), 0);
  expect(new TextDecoder().decode(await next)).toBe("more");
  chunks.close();
});

it("time by which a timer is late, as the page did not run, has not passed", async () => {
  const clock = createClock();
  const beganAtMs = clock.now();
  const ended = new Promise<void>((resolve) => clock.after(50, resolve));
  suspend(700);
  await ended;
  expect(clock.now() - beganAtMs).toBeGreaterThanOrEqual(50);
  expect(clock.now() - beganAtMs).toBeLessThan(500);
});
