import { hideFromSight, NO_VIEW, watchView } from "@workflow-stream/core/binding";
import { createEffect, createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { attributesOf } from "./attributesOf.ts";
import type { CreateWorkflowStreamReturn } from "./createWorkflowStream.ts";
import { Spinner } from "./Spinner.tsx";
import type { ShownProps } from "./streamingTextProps.ts";

interface TextRootProps {
  /** The props of the component. */
  given: ShownProps;
  /** The root element where they name none. */
  as: string;
  /** What is shown. */
  run: CreateWorkflowStreamReturn;
  /** The element that holds the text, if there are no children. */
  text: () => JSX.Element;
}

/** The root element of a stream that is shown: the text, and what stands beside it. */
export function TextRoot(props: TextRootProps): JSX.Element {
  const { given, run } = props;
  const { stream, text, status, finishReason, error, isLoading, retry, stop } = run;
  const attributes = attributesOf(given);
  const [shown, setShown] = createSignal(NO_VIEW);
  onMount(() => onCleanup(watchView(stream, () => given, setShown)));

  const announce = (element: HTMLElement): void => {
    hideFromSight(element);
    // not by the template, whose text node a page's translation would take away
    createEffect(() => (element.textContent = shown().announcement));
  };

  function spinner(): JSX.Element {
    const { spinner } = given;
    return spinner === undefined || spinner === true ? <Spinner /> : spinner;
  }

  function fallback(): JSX.Element {
    const { fallback } = given;
    return typeof fallback === "function"
      ? fallback(error())
      : (fallback ?? <span>{given.fallbackText}</span>);
  }

  return (
    <Dynamic
      component={given.as ?? props.as}
      {...attributes}
      data-status={status()}
      data-finish={finishReason()}
    >
      {given.children ? (
        <span aria-busy={isLoading()}>{given.children({ text, status, error, retry, stop })}</span>
      ) : (
        props.text()
      )}
      <Show when={shown().hasSpinner}>{spinner()}</Show>
      <Show when={shown().hasFallback}>{fallback()}</Show>
      <span role="status" ref={announce} />
    </Dynamic>
  );
}
