import type { WorkflowStream } from "@workflow-stream/core";
import { createTextStream, streamOptionsOf } from "@workflow-stream/core/binding";
import {
  type ForwardedRef,
  type ForwardRefExoticComponent,
  forwardRef,
  type ReactElement,
  type RefAttributes,
  useCallback,
  useState,
} from "react";
import type { StreamingTextHandle } from "../streamingTextProps.ts";
import { useBeforePaint } from "../useBeforePaint.ts";
import { useStream } from "../useStream.ts";
import { MarkdownRoot } from "./MarkdownRoot.tsx";
import type { StreamingMarkdownProps } from "./streamingMarkdownProps.ts";

type Inner<Given> = Given & { handle: ForwardedRef<StreamingTextHandle> };
type StreamProps = Extract<StreamingMarkdownProps, { text?: undefined }>;
type TextProps = Exclude<StreamingMarkdownProps, StreamProps>;

/**
 * Shows a text as Markdown while it arrives. Give it what `<StreamingText>` takes, or a `text` from elsewhere with `isOpen`.
 * Nothing of the text reaches the page but a fixed list of elements and attributes.
 * @example
 * ```tsx
 * <StreamingMarkdown stream={stream} markdown={{ headingOffset: 2 }} />
 * <StreamingMarkdown text={message.text} isOpen={message.isStreaming} />
 * ```
 */
export const StreamingMarkdown: ForwardRefExoticComponent<
  StreamingMarkdownProps & RefAttributes<StreamingTextHandle>
> = /* @__PURE__ */ forwardRef<StreamingTextHandle, StreamingMarkdownProps>(
  function StreamingMarkdown(props, ref) {
    return props.text === undefined ? (
      <MarkdownOfStream {...props} handle={ref} />
    ) : (
      <MarkdownOfText {...props} handle={ref} />
    );
  },
);

function MarkdownOfText({ text, isOpen = false, ...shown }: Inner<TextProps>): ReactElement {
  const [{ stream, update }] = useState(() => createTextStream<object>(text, isOpen));
  const updateText = useCallback(() => void update(text, isOpen), [update, text, isOpen]);
  useBeforePaint(updateText);
  return <MarkdownRoot {...shown} stream={stream} />;
}

function MarkdownOfStream(props: Inner<StreamProps>): ReactElement {
  const { url, workflowId, baseUrl, token, inputs, immediate, initialText, ...others } = props;
  const { stream: handed, tokenUrl, persister, options, text: _, isOpen: __, ...shown } = others;
  const target = { url, workflowId, baseUrl, token, tokenUrl, inputs, persister };
  const own = { ...target, immediate, initialText, options };
  const stream = useStream(
    (handed as WorkflowStream<object> | undefined) ?? streamOptionsOf<object>(own),
  );
  return <MarkdownRoot {...shown} stream={stream} />;
}
