import { dynamic, type JSX } from "@solidjs/web";
import type { WorkflowStream } from "@workflow-stream/core";
import {
  NO_VIEW,
  streamOptionsOf,
  type View,
  type ViewOptions,
  watchView,
} from "@workflow-stream/core/binding";
import { Show, untrack } from "solid-js";
import { Announcer } from "./Announcer.tsx";
import { attributesOf } from "./attributesOf.ts";
import { createOutside } from "./createOutside.ts";
import { createWorkflowStream } from "./createWorkflowStream.ts";
import { PlainText } from "./PlainText.tsx";
import { Spinner } from "./Spinner.tsx";
import type { StreamingTextHandle, StreamingTextProps } from "./streamingTextProps.ts";

/**
 * Shows a workflow's text as it arrives. The text reaches the page as text, never as markup.
 * Give it `url`, or `workflowId` with `baseUrl` and `token`, or a `stream` made elsewhere.
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
  const { stream, text, status, finishReason, error, isLoading, start, retry, stop } = run;
  giveHandle(
    untrack(() => props.ref),
    { stream, start, retry, stop },
  );
  const viewOptions = (): ViewOptions => {
    const { announce, spinnerDelayMs } = props;
    return { announce, spinnerDelayMs };
  };
  const view = createOutside<View>({
    first: NO_VIEW,
    follow: (tell) => watchView(stream, () => untrack(viewOptions), tell),
  });
  const Root = dynamic(() => props.as ?? "p");

  function spinner(): JSX.Element {
    const given = props.spinner;
    return given === undefined || given === true ? <Spinner /> : given;
  }

  function fallback(): JSX.Element {
    const given = props.fallback;
    return typeof given === "function"
      ? given(error())
      : (given ?? <span>{props.fallbackText}</span>);
  }

  return (
    <Root {...attributesOf(props)} data-status={status()} data-finish={finishReason()}>
      {props.children ? (
        <span aria-busy={isLoading() ? "true" : "false"}>
          {props.children({ text, status, error, retry, stop })}
        </span>
      ) : (
        <PlainText stream={stream} initialText={untrack(text)} isBusy={isLoading()} />
      )}
      <Show when={view().hasSpinner}>{spinner()}</Show>
      <Show when={view().hasFallback}>{fallback()}</Show>
      <Announcer announcement={view().announcement} />
    </Root>
  );
}

/** What the compiler makes of a `ref` is a function, also where it is given a variable or an array. */
function giveHandle(ref: StreamingTextProps["ref"], handle: StreamingTextHandle): void {
  if (typeof ref === "function") ref(handle);
}
