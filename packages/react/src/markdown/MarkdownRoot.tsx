import type { WorkflowStream } from "@workflow-stream/core";
import { createElementStore, createMarkdownView } from "@workflow-stream/markdown/binding";
import {
  type ForwardedRef,
  type ReactElement,
  useCallback,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import type { StreamingTextHandle } from "../streamingTextProps.ts";
import { TextRoot } from "../TextRoot.tsx";
import { useBeforePaint } from "../useBeforePaint.ts";
import { MarkdownText } from "./MarkdownText.tsx";
import { MountedElements } from "./MountedElements.tsx";
import type { MarkdownComponents, MarkdownProps } from "./streamingMarkdownProps.ts";

type MarkdownRootProps = MarkdownProps & {
  stream: WorkflowStream<object>;
  handle: ForwardedRef<StreamingTextHandle>;
};

const NO_COMPONENTS: MarkdownComponents = {};

/** The root element of a stream that is shown as Markdown. */
export function MarkdownRoot(props: MarkdownRootProps): ReactElement {
  const { stream, handle, markdown, components = NO_COMPONENTS, as = "div", ...shown } = props;
  const [store] = useState(createElementStore);
  const options = store.addTo(markdown, components);
  const [firstOptions] = useState(options);
  const view = useMemo(() => createMarkdownView(stream, firstOptions), [stream, firstOptions]);
  const shownStream = useMemo(() => {
    const { getSnapshot, subscribe } = view;
    return { ...stream, getSnapshot, subscribe };
  }, [stream, view]);
  const setOptions = useCallback(() => void view.setOptions(options), [view, options]);
  useBeforePaint(setOptions);
  const { start, retry, stop } = stream;
  useImperativeHandle(handle, () => ({ stream, start, retry, stop }), [stream, start, retry, stop]);
  return (
    <TextRoot
      {...shown}
      as={as}
      stream={shownStream}
      renderText={(text) => (
        <>
          <MarkdownText view={view} options={options} {...text} />
          <MountedElements store={store} components={components} />
        </>
      )}
    />
  );
}
