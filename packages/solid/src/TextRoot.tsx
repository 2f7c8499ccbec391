import {
  hideFromSight,
  messageOf,
  NO_VIEW,
  type WatchOptions,
  watchView,
} from "@workflow-stream/core/binding";
import { createEffect, createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { attributesOf } from "./attributesOf.ts";
import type { CreateWorkflowStreamReturn } from "./createWorkflowStream.ts";
import { Fallback, Mark } from "./notices.tsx";
import { Spinner } from "./Spinner.tsx";
import type { ShownProps } from "./streamingTextProps.ts";
import { useMessages } from "./WorkflowStreamDefaults.tsx";

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
  const messages = useMessages();
  const viewOptions = (): WatchOptions => {
    const { announce, spinnerDelayMs } = given;
    return { announce, spinnerDelayMs, messages: messages() };
  };
  onMount(() => onCleanup(watchView(stream, viewOptions, setShown)));
  const message = (): string => messageOf(shown().notice, messages());

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
      ? fallback(error(), retry)
      : (fallback ?? <Fallback text={given.fallbackText ?? message()} />);
  }

  function mark(): JSX.Element {
    const { partial } = given;
    return typeof partial === "function"
      ? partial({ message: message(), error: error(), finishReason: finishReason(), retry })
      : (partial ?? <Mark text={message()} />);
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
      <Show when={shown().hasMark}>{mark()}</Show>
      <span role="status" ref={announce} />
    </Dynamic>
  );
}
