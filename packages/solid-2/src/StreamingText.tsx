import type { JSX } from "@solidjs/web";
import type { WorkflowStream } from "@workflow-stream/core";
import { streamOptionsOf } from "@workflow-stream/core/binding";
import { Show, untrack } from "solid-js";
import { createWorkflowStream } from "./createWorkflowStream.ts";
import { giveHandle } from "./giveHandle.ts";
import { PlainText } from "./PlainText.tsx";
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
      <OneStream {...props} />
    </Show>
  );
}

function OneStream(props: StreamingTextProps): JSX.Element {
  const handed = untrack(() => props.stream) as WorkflowStream | undefined;
  const run = createWorkflowStream(handed ?? (() => streamOptionsOf(props)));
  giveHandle(props, run);
  const plainText = (): JSX.Element => (
    <PlainText stream={run.stream} initialText={untrack(run.text)} isBusy={run.isLoading()} />
  );
  return <TextRoot given={props} as="p" run={run} text={plainText} />;
}
