import { attachText, type WorkflowStream } from "@workflow-stream/core";
import { hideFromSight, NO_VIEW, streamOptionsOf, watchView } from "@workflow-stream/core/binding";
import { createEffect, createSignal, type JSX, onCleanup, onMount, Show, untrack } from "solid-js";
import { Dynamic } from "solid-js/web";
import { attributesOf } from "./attributesOf.ts";
import { createWorkflowStream } from "./createWorkflowStream.ts";
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
  const run = createWorkflowStream(
    (props.stream as WorkflowStream | undefined) ?? (() => streamOptionsOf(props)),
  );
  const { stream, text, status, finishReason, error, isLoading, start, retry, stop } = run;
  const attributes = attributesOf(props);
  const handle: StreamingTextHandle = { stream, start, retry, stop };
  (props.ref as ((handle: StreamingTextHandle) => void) | undefined)?.(handle);

  const [shown, setShown] = createSignal(NO_VIEW);
  onMount(() => onCleanup(watchView(stream, () => props, setShown)));

  const initialText = untrack(text);
  const attach = (element: Element): void => onMount(() => onCleanup(attachText(element, stream)));

  const announce = (element: HTMLElement): void => {
    hideFromSight(element);
    // not by the template, whose text node a page's translation would take away
    createEffect(() => (element.textContent = shown().announcement));
  };

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
    <Dynamic
      component={props.as ?? "p"}
      {...attributes}
      data-status={status()}
      data-finish={finishReason()}
    >
      {props.children ? (
        <span aria-busy={isLoading()}>{props.children({ text, status, error, retry, stop })}</span>
      ) : (
        <span data-text="" aria-busy={isLoading()} ref={attach}>
          {initialText}
        </span>
      )}
      <Show when={shown().hasSpinner}>{spinner()}</Show>
      <Show when={shown().hasFallback}>{fallback()}</Show>
      <span role="status" ref={announce} />
    </Dynamic>
  );
}
