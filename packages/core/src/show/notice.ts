import type { Snapshot } from "../workflowStream.ts";
import type { MessageName } from "./messages.ts";

/** What is to be seen of how a run ended, in place of the text or beside it; `undefined` where the text says all. */
export function noticeOf(snapshot: Snapshot<unknown>): MessageName | undefined {
  const { status, text, isLoading, isPartial, verified, timing } = snapshot;
  if (isLoading) return undefined;
  if (status === "error") {
    // a text of an earlier run is not what this one was asked for
    if (!text || timing.chunks === 0) return "failed";
    return isPartial ? "interrupted" : undefined;
  }
  // the reader's own stop is nothing that a server says
  const isServersStop = status === "stopped" && verified;
  if (!text) return isServersStop ? "stopped" : undefined;
  if (!isPartial) return undefined;
  if (status === "done") return "cutShort";
  return isServersStop ? "stopped" : undefined;
}

/** What is to be heard of how a run ended; `undefined` while it is on, and before it. */
export function endingOf(snapshot: Snapshot<unknown>): MessageName | undefined {
  switch (snapshot.status) {
    case "done":
      return snapshot.isPartial ? "cutShort" : "complete";
    case "stopped":
      return "stopped";
    case "error":
      return noticeOf(snapshot) ?? "failed";
    default:
      return undefined;
  }
}
