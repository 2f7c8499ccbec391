import type { WorkflowStream } from "@workflow-stream/core";
import { hideFromSight, withDefaults } from "@workflow-stream/core/binding";
import {
  type ElementType,
  type ForwardRefExoticComponent,
  forwardRef,
  type RefAttributes,
  useImperativeHandle,
} from "react";
import type { UseWorkflowStreamOptions } from "./ownStream.ts";
import { PlainText } from "./PlainText.tsx";
import type { StreamingTextHandle, StreamingTextProps } from "./streamingTextProps.ts";
import { Spinner } from "./Spinner.tsx";
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
    const {
      url,
      workflowId,
      baseUrl,
      token,
      inputs,
      initialText,
      immediate = true,
      ...others
    } = props;
    const { stream: handed, options = {}, spinnerDelayMs, announce, ...shown } = others;
    const {
      fallbackText,
      fallback = true,
      spinner = true,
      as = "p",
      children,
      ...attributes
    } = shown;

    const target = { url, workflowId, baseUrl, token, inputs, initialText, immediate };
    const stream = useStream(
      (handed as WorkflowStream | undefined) ??
        (withDefaults(target, options) as UseWorkflowStreamOptions),
    );
    const { start, retry, stop } = stream;
    const { text, status, error, isLoading } = useShown(stream, !!children);
    const view = useView(stream, { spinnerDelayMs, announce });
    useImperativeHandle(ref, () => ({ stream, start, retry, stop }), [stream, start, retry, stop]);

    const Root: ElementType = as;
    return (
      <>
        <Root {...attributes} data-status={status} aria-busy={isLoading}>
          {children ? (
            children({ text, status, error, retry, stop })
          ) : (
            <PlainText stream={stream} initialText={text} />
          )}
          {view.hasSpinner && (spinner === true ? <Spinner /> : spinner)}
          {view.hasFallback &&
            (fallback === true
              ? fallbackText
              : typeof fallback === "function"
                ? fallback({ error })
                : fallback)}
        </Root>
        <span role="status" ref={hideFromSight}>
          {view.announcement}
        </span>
      </>
    );
  },
);
