import type { AnyWorkflowStream } from "@workflow-stream/core";
import { NO_VIEW, type View, type ViewOptions, watchView } from "@workflow-stream/core/binding";
import { useCallback, useInsertionEffect, useRef, useSyncExternalStore } from "react";

/** What `<StreamingText>` shows beside the text of a stream: a store, so that it changes in the same frame as the text. */
export function useView(stream: AnyWorkflowStream, options: ViewOptions): View {
  const latest = useRef(options);
  useInsertionEffect(() => {
    latest.current = options;
  });
  const view = useRef(NO_VIEW);
  const subscribe = useCallback(
    (onChange: () => void) => {
      view.current = NO_VIEW;
      return watchView(
        stream,
        () => latest.current,
        (next) => {
          view.current = next;
          onChange();
        },
      );
    },
    [stream],
  );
  return useSyncExternalStore(
    subscribe,
    () => view.current,
    () => NO_VIEW,
  );
}
