import type { WorkflowStream } from "@workflow-stream/core";
import { streamOptionsOf } from "@workflow-stream/core/binding";
import {
  type ForwardRefExoticComponent,
  forwardRef,
  type RefAttributes,
  useImperativeHandle,
} from "react";
import { PlainText } from "./PlainText.tsx";
import type { StreamingTextHandle, StreamingTextProps } from "./streamingTextProps.ts";
import { TextRoot } from "./TextRoot.tsx";
import { useStream } from "./useStream.ts";

/**
 * Shows a workflow's text as it arrives. The text reaches the page as text, never as markup.
 * Give it `url`, or `workflowId` with `baseUrl` and `token`, or a `stream` made elsewhere.
 * @example
 * ```tsx
 * <StreamingText workflowId="explain" token={token} inputs={{ topic: "tides" }} />
 * ```
 */
export const StreamingText: ForwardRefExoticComponent<
  StreamingTextProps & RefAttributes<StreamingTextHandle>
> = /* @__PURE__ */ forwardRef<StreamingTextHandle, StreamingTextProps>(
  function StreamingText(props, ref) {
    const { url, workflowId, baseUrl, token, inputs, immediate, initialText, ...others } = props;
    const { stream: handed, tokenUrl, persister, options, as = "p", ...shown } = others;

    const target = { url, workflowId, baseUrl, token, tokenUrl, inputs, persister };
    const own = { ...target, immediate, initialText, options };
    const stream = useStream(
      (handed as WorkflowStream<object> | undefined) ?? streamOptionsOf<object>(own),
    );
    const { start, retry, stop } = stream;
    useImperativeHandle(ref, () => ({ stream, start, retry, stop }), [stream, start, retry, stop]);

    return (
      <TextRoot
        {...shown}
        as={as}
        stream={stream}
        renderText={(text) => <PlainText stream={stream} {...text} />}
      />
    );
  },
);
