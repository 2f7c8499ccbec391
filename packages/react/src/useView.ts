import type { AnyWorkflowStream } from "@workflow-stream/core";
import { NO_VIEW, type View, type ViewOptions, watchView } from "@workflow-stream/core/binding";
import { useEffect, useInsertionEffect, useRef, useState } from "react";

/** What `<StreamingText>` shows beside the text of a stream. */
export function useView(stream: AnyWorkflowStream, options: ViewOptions): View {
  const latest = useRef(options);
  useInsertionEffect(() => {
    latest.current = options;
  });
  const [view, setView] = useState(NO_VIEW);
  useEffect(() => {
    setView(NO_VIEW);
    return watchView(stream, () => latest.current, setView);
  }, [stream]);
  return view;
}
