import type { WorkflowStreamStatus } from "./types.ts";

/** Whether a run is on. */
export function isActive(status: WorkflowStreamStatus): boolean {
  return status.endsWith("ing");
}

/**
 * The status that follows when another is asked for. While a run is on, all can; without one, a run can begin, be picked up
 * or be forgotten, and everything else comes too late.
 */
export function transition(
  from: WorkflowStreamStatus,
  to: WorkflowStreamStatus,
): WorkflowStreamStatus {
  return isActive(from) || /^(idle|connecting|reconnecting)$/.test(to) ? to : from;
}
