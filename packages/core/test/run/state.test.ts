import { expect, it } from "vitest";
import { isActive, type RunEvent, transition } from "../../src/state.ts";
import type { WorkflowStreamStatus } from "../../src/index.ts";

const ACTIVE: WorkflowStreamStatus[] = ["connecting", "streaming", "reconnecting"];
const AT_REST: WorkflowStreamStatus[] = ["idle", "done", "stopped", "error"];

const NEXT: [RunEvent, WorkflowStreamStatus][] = [
  ["start", "connecting"],
  ["resume", "reconnecting"],
  ["text", "streaming"],
  ["break", "reconnecting"],
  ["done", "done"],
  ["stopped", "stopped"],
  ["error", "error"],
  ["reset", "idle"],
];

it("a run is on while it connects, streams or reconnects", () => {
  expect([...ACTIVE, ...AT_REST].filter(isActive)).toEqual(ACTIVE);
});

it.each(NEXT)("%s leads a run that is on to %s", (event, next) => {
  for (const status of ACTIVE) expect(transition(status, event)).toBe(next);
});

it.each(NEXT)("%s leads to %s without a run only where it begins or forgets one", (event, next) => {
  const begins = ["start", "resume", "reset"].includes(event);
  for (const status of AT_REST) expect(transition(status, event)).toBe(begins ? next : status);
});
