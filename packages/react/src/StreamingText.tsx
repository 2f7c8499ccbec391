import type { WorkflowStream, WorkflowStreamError } from "@workflow-stream/core";
import { hideFromSight, streamOptionsOf } from "@workflow-stream/core/binding";
import {
  type ElementType,
  type ForwardRefExoticComponent,
  forwardRef,
  type ReactNode,
  type RefAttributes,
  useImperativeHandle,
} from "react";
import { PlainText } from "./PlainText.tsx";
import { Spinner } from "./Spinner.tsx";
import type { StreamingTextHandle, StreamingTextProps } from "./streamingTextProps.ts";
import { useShown } from "./useShown.ts";
import { useStream } from "./useStream.ts";
import { useView } from "./useView.ts";

/**
 * Shows a workflow's text as it arrives. The text reaches the page as text, never as markup.
 * Give it `url`, or `workflowId` with `baseUrl` and `token`, or a `stream` made elsewhere.
 */
export const StreamingText: ForwardRefExoticComponent<
  StreamingTextProps & RefAttributes<StreamingTextHandle>
> = /* @__PURE__ */ forwardRef<StreamingTextHandle, StreamingTextProps>(
  function StreamingText(props, ref) {
    const { url, workflowId, baseUrl, token, inputs, immediate, initialText, ...others } = props;
    const { stream: handed, persister, options, spinnerDelayMs, announce, ...shown } = others;
    const { fallbackText, fallback, spinner = true, as = "p", children, ...attributes } = shown;

    const target = { url, workflowId, baseUrl, token, inputs, persister };
    const own = { ...target, immediate, initialText, options };
    const stream = useStream((handed as WorkflowStream | undefined) ?? streamOptionsOf(own));
    const { start, retry, stop } = stream;
    const { text, status, finishReason, error, isLoading } = useShown(stream, !!children);
    const view = useView(stream, { spinnerDelayMs, announce });
    useImperativeHandle(ref, () => ({ stream, start, retry, stop }), [stream, start, retry, stop]);

    const Root: ElementType = as;
    return (
      <Root {...attributes} data-status={status} data-finish={finishReason}>
        {children ? (
          <span aria-busy={isLoading}>{children({ text, status, error, retry, stop })}</span>
        ) : (
          <PlainText stream={stream} initialText={text} isBusy={isLoading} />
        )}
        {view.hasSpinner && (spinner === true ? <Spinner /> : spinner)}
        {view.hasFallback && renderFallback(fallback, fallbackText, error)}
        <span role="status" ref={hideFromSight}>
          {view.announcement}
        </span>
      </Root>
    );
  },
);

function renderFallback(
  fallback: StreamingTextProps["fallback"] = true,
  fallbackText: string | undefined,
  error: WorkflowStreamError | undefined,
): ReactNode {
  if (typeof fallback === "function") return fallback({ error });
  // in an element: a page's translation takes a text node away, and React could not find it again
  return fallback === true ? <span>{fallbackText}</span> : fallback;
}
