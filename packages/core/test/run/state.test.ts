import { expect, it } from "vitest";
import type { WorkflowStreamStatus } from "../../src/index.ts";
import { isActive, transition } from "../../src/state.ts";

const ACTIVE: WorkflowStreamStatus[] = ["connecting", "streaming", "reconnecting"];
const AT_REST: WorkflowStreamStatus[] = ["idle", "done", "stopped", "error"];

it("a run is on while it connects, streams or reconnects", () => {
  expect([...ACTIVE, ...AT_REST].filter(isActive)).toEqual(ACTIVE);
});

it.each(ACTIVE)("a run that is %s can go on or end in any way", (from) => {
  expect([...ACTIVE, ...AT_REST].map((to) => transition(from, to))).toEqual([
    ...ACTIVE,
    ...AT_REST,
  ]);
});

it.each(AT_REST)("without a run, %s gives way only to a run or to idle", (from) => {
  const followed = [...ACTIVE, ...AT_REST].filter(
    (to) => to !== from && transition(from, to) === to,
  );
  const allowed = ["connecting", "reconnecting", "idle"].filter((status) => status !== from);
  expect(followed).toEqual(allowed);
});
