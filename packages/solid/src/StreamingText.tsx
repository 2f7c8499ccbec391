import { attachText, type WorkflowStream } from "@workflow-stream/core";
import { streamOptionsOf } from "@workflow-stream/core/binding";
import { type JSX, onCleanup, onMount, Show, untrack } from "solid-js";
import { createWorkflowStream } from "./createWorkflowStream.ts";
import { giveHandle } from "./giveHandle.ts";
import type { StreamingTextProps } from "./streamingTextProps.ts";
import { TextRoot } from "./TextRoot.tsx";

/**
 * Shows a workflow's text as it arrives. The text reaches the page as text, never as markup.
 * Give it `url`, or `workflowId` with `baseUrl` and `token`, or a `stream` made elsewhere.
 * @example
 * ```tsx
 * <StreamingText workflowId="explain" token={token} inputs={{ topic: "tides" }} />
 * ```
 */
export function StreamingText(props: StreamingTextProps): JSX.Element {
  return (
    <Show when={props.stream ?? "own"} keyed>
      <OneText {...props} />
    </Show>
  );
}

function OneText(props: StreamingTextProps): JSX.Element {
  const run = createWorkflowStream(
    (props.stream as WorkflowStream | undefined) ?? (() => streamOptionsOf(props)),
  );
  giveHandle(props, run);
  const { stream, text, isLoading } = run;
  const initialText = untrack(text);
  const attach = (element: Element): void => onMount(() => onCleanup(attachText(element, stream)));
  const plainText = (): JSX.Element => (
    <span data-text="" aria-busy={isLoading()} ref={attach}>
      {initialText}
    </span>
  );
  return <TextRoot given={props} as="p" run={run} text={plainText} />;
}
