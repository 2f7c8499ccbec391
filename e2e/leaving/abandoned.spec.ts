import { Demo, expect } from "../demo.ts";
import { test } from "./servers.ts";

/** A server that soon ends a run which nobody reads; and a phone that is locked for longer than that. */
const impatient = { DETACHED_GRACE_MS: "1000" };
const lockedMs = 4000;

test("a page that remembers its run finds it whole after more than the server's grace", async ({
  page,
  servers,
}) => {
  const server = await servers.start(impatient);
  const demo = new Demo(page, `${server.origin}/vue/`);
  await demo.open(60);
  const runId = await demo.explain("tides");
  await demo.reach(100);
  await demo.cut(runId, lockedMs);
  await demo.endsAsOneRun(runId);
  expect(server.endings).toEqual(["explain done"]);
});

test("one that does not is told that its text was broken off, and has it again by Retry", async ({
  page,
  servers,
}) => {
  const server = await servers.start(impatient);
  const demo = new Demo(page, `${server.origin}/vue/`);
  await demo.open(60, "none");
  const runId = await demo.explain("tides");
  await demo.reach(100);
  await demo.watchStatuses();
  await demo.cut(runId, lockedMs);
  await demo.toBe("error");
  await expect(demo.problem).toContainText("the server did not go on with it");
  const { text } = await demo.recordOf(runId);
  expect(await demo.shownText()).toBe(text);
  const again = await demo.runIdOf(() => demo.button("Retry").click());
  expect(again).not.toBe(runId);
  await demo.endsAsOneRun(again);
  expect(server.endings).toEqual(["explain abandoned", "explain done"]);
  expect(await demo.statuses()).not.toContain("stopped");
});
