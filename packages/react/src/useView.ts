import type { AnyWorkflowStream } from "@workflow-stream/core";
import { createView, type View, type ViewOptions } from "@workflow-stream/core/binding";
import { useInsertionEffect, useMemo, useRef, useSyncExternalStore } from "react";

/** What `<StreamingText>` shows beside the text of a stream. */
export function useView(stream: AnyWorkflowStream, options: ViewOptions): View {
  const latest = useRef(options);
  useInsertionEffect(() => {
    latest.current = options;
  });
  const view = useMemo(() => createView(stream, () => latest.current), [stream]);
  return useSyncExternalStore(view.subscribe, view.getSnapshot, view.getSnapshot);
}
