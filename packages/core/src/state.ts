import type { WorkflowStreamStatus } from "./types.ts";

/** What can happen to a run. */
export type RunEvent =
  | "start"
  | "resume"
  | "text"
  | "break"
  | "done"
  | "stopped"
  | "error"
  | "reset";

/** Whether a run is on. */
export function isActive(status: WorkflowStreamStatus): boolean {
  return status.endsWith("ing");
}

const NEXT: Partial<Record<RunEvent, WorkflowStreamStatus>> = {
  start: "connecting",
  resume: "reconnecting",
  text: "streaming",
  break: "reconnecting",
  reset: "idle",
};

/** The status after an event; an ending is its own status. Without a run only `start`, `resume` and `reset` change it. */
export function transition(status: WorkflowStreamStatus, event: RunEvent): WorkflowStreamStatus {
  return isActive(status) || /^(start|res)/.test(event)
    ? (NEXT[event] ?? (event as WorkflowStreamStatus))
    : status;
}
