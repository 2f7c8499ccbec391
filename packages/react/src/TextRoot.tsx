import type { WorkflowStream } from "@workflow-stream/core";
import {
  hideFromSight,
  messageOf,
  showMark,
  type StreamingTextNotice,
} from "@workflow-stream/core/binding";
import type { ElementType, ReactElement, ReactNode } from "react";
import { useDefaults } from "./defaults.tsx";
import { Spinner } from "./Spinner.tsx";
import type { ShownProps } from "./streamingTextProps.ts";
import { useShown } from "./useShown.ts";
import { useView } from "./useView.ts";

interface TextRootProps extends ShownProps {
  stream: WorkflowStream<object>;
  as: ElementType;
  /** Renders what shows the text, if there are no children. */
  renderText: (text: ShownText) => ReactNode;
}

/** What shows a text is given the text to render with, and whether more is to come. */
export interface ShownText {
  initialText: string;
  isBusy: boolean;
}

/** The root element of a stream that is shown: the text, and what stands beside it. */
export function TextRoot(props: TextRootProps): ReactElement {
  const { stream, as: Root, renderText, spinnerDelayMs, announce, ...shown } = props;
  const { fallbackText, fallback, partial, spinner = true, children, ...attributes } = shown;
  const { text, status, finishReason, error, isLoading } = useShown(stream, !!children);
  const { messages } = useDefaults();
  const view = useView(stream, { spinnerDelayMs, announce, messages });
  const { retry, stop } = stream;
  const message = messageOf(view.notice, messages);
  const notice: StreamingTextNotice = { message, error, finishReason, retry };
  return (
    <Root {...attributes} data-status={status} data-finish={finishReason}>
      {children ? (
        <span aria-busy={isLoading}>{children({ text, status, error, retry, stop })}</span>
      ) : (
        renderText({ initialText: text, isBusy: isLoading })
      )}
      {view.hasSpinner && (spinner === true ? <Spinner /> : spinner)}
      {view.hasFallback && render(fallback, notice, <Fallback text={fallbackText ?? message} />)}
      {view.hasMark && render(partial, notice, <Mark text={message} />)}
      <span role="status" ref={hideFromSight}>
        {view.announcement}
      </span>
    </Root>
  );
}

/** Renders what was given for a notice, or what stands there by default. */
function render(
  given: ShownProps["partial"] = true,
  notice: StreamingTextNotice,
  byDefault: ReactNode,
): ReactNode {
  if (typeof given === "function") return given(notice);
  return given === true ? byDefault : given;
}

// each in an element: a page's translation takes a text node away, and React could not find it again

function Fallback({ text }: { text: string }): ReactNode {
  return text && <span data-fallback="">{text}</span>;
}

function Mark({ text }: { text: string }): ReactNode {
  return (
    <span data-partial="" ref={showMark}>
      {text}
    </span>
  );
}
