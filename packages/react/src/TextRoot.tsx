import type { WorkflowStream, WorkflowStreamError } from "@workflow-stream/core";
import { hideFromSight } from "@workflow-stream/core/binding";
import type { ElementType, ReactElement, ReactNode } from "react";
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
  const { fallbackText, fallback, spinner = true, children, ...attributes } = shown;
  const { text, status, finishReason, error, isLoading } = useShown(stream, !!children);
  const view = useView(stream, { spinnerDelayMs, announce });
  const { retry, stop } = stream;
  return (
    <Root {...attributes} data-status={status} data-finish={finishReason}>
      {children ? (
        <span aria-busy={isLoading}>{children({ text, status, error, retry, stop })}</span>
      ) : (
        renderText({ initialText: text, isBusy: isLoading })
      )}
      {view.hasSpinner && (spinner === true ? <Spinner /> : spinner)}
      {view.hasFallback && renderFallback(fallback, fallbackText, error)}
      <span role="status" ref={hideFromSight}>
        {view.announcement}
      </span>
    </Root>
  );
}

function renderFallback(
  fallback: ShownProps["fallback"] = true,
  fallbackText: string | undefined,
  error: WorkflowStreamError | undefined,
): ReactNode {
  if (typeof fallback === "function") return fallback({ error });
  // in an element: a page's translation takes a text node away, and React could not find it again
  return fallback === true ? <span>{fallbackText}</span> : fallback;
}
