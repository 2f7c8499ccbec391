import { dynamic, type JSX } from "@solidjs/web";
import {
  messageOf,
  NO_VIEW,
  type View,
  type WatchOptions,
  watchView,
} from "@workflow-stream/core/binding";
import { Show, untrack } from "solid-js";
import { Announcer } from "./Announcer.tsx";
import { attributesOf } from "./attributesOf.ts";
import { createOutside } from "./createOutside.ts";
import type { CreateWorkflowStreamReturn } from "./createWorkflowStream.ts";
import { Fallback, Mark } from "./notices.tsx";
import { Spinner } from "./Spinner.tsx";
import type { ShownProps } from "./streamingTextProps.ts";
import { useMessages } from "./WorkflowStreamDefaults.tsx";

interface TextRootProps {
  /** The props of the component. */
  readonly given: ShownProps;
  /** The root element where they name none. */
  readonly as: string;
  /** What is shown. */
  readonly run: CreateWorkflowStreamReturn;
  /** The element that holds the text, if there are no children. */
  readonly text: () => JSX.Element;
}

/** The root element of a stream that is shown: the text, and what stands beside it. */
export function TextRoot(props: TextRootProps): JSX.Element {
  const { given, as, run, text: renderText } = untrack(() => ({ ...props }));
  const { stream, text, status, finishReason, error, isLoading, retry, stop } = run;
  const messages = useMessages();
  const viewOptions = (): WatchOptions => {
    const { announce, spinnerDelayMs } = given;
    return { announce, spinnerDelayMs, messages: messages() };
  };
  const view = createOutside<View>({
    first: NO_VIEW,
    follow(tell) {
      tell(NO_VIEW);
      return watchView(stream, () => untrack(viewOptions), tell);
    },
  });
  const message = (): string => messageOf(view().notice, messages());
  const Root = dynamic(() => given.as ?? as);

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
    <Root {...attributesOf(given)} data-status={status()} data-finish={finishReason()}>
      {given.children ? (
        <span aria-busy={isLoading() ? "true" : "false"}>
          {given.children({ text, status, error, retry, stop })}
        </span>
      ) : (
        renderText()
      )}
      <Show when={view().hasSpinner}>{spinner()}</Show>
      <Show when={view().hasFallback}>{fallback()}</Show>
      <Show when={view().hasMark}>{mark()}</Show>
      <Announcer announcement={view().announcement} />
    </Root>
  );
}
