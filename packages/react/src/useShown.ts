import type { Snapshot, WorkflowStream } from "@workflow-stream/core";
import { useRef, useSyncExternalStore } from "react";

/** The snapshot that a component renders. One that leaves the text to `attachText` renders anew when the status changes, not with each frame. */
export function useShown(stream: WorkflowStream, rendersText: boolean): Snapshot {
  const shown = useRef<Snapshot>(null);
  // who renders for a reason of its own shows the text as it is by now
  shown.current = null;
  const select = (): Snapshot => {
    const snapshot = stream.getSnapshot();
    const { status, error } = shown.current ?? {};
    if (rendersText || snapshot.status !== status || snapshot.error !== error)
      shown.current = snapshot;
    return shown.current ?? snapshot;
  };
  return useSyncExternalStore(stream.subscribe, select, stream.getServerSnapshot);
}
