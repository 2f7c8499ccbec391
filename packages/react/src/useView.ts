import type { AnyWorkflowStream } from "@workflow-stream/core";
import { NO_VIEW, type View, type WatchOptions, watchView } from "@workflow-stream/core/binding";
import { useInsertionEffect, useMemo, useSyncExternalStore } from "react";

/** What `<StreamingText>` shows beside the text of a stream: a store, so that it changes in the same frame as the text. */
export function useView(stream: AnyWorkflowStream, options: WatchOptions): View {
  const store = useMemo(() => createViewStore(stream), [stream]);
  useInsertionEffect(() => store.setOptions(options));
  return useSyncExternalStore(store.subscribe, store.getView, getNoView);
}

const getNoView = (): View => NO_VIEW;

interface ViewStore {
  readonly subscribe: (onChange: () => void) => () => void;
  readonly getView: () => View;
  /** Takes the options of a render. */
  readonly setOptions: (options: WatchOptions) => void;
}

function createViewStore(stream: AnyWorkflowStream): ViewStore {
  let latest: WatchOptions = {};
  let view = NO_VIEW;
  return {
    getView: () => view,
    setOptions: (options) => void (latest = options),
    subscribe(onChange) {
      view = NO_VIEW;
      const show = (next: View): void => {
        view = next;
        onChange();
      };
      return watchView(stream, () => latest, show);
    },
  };
}
