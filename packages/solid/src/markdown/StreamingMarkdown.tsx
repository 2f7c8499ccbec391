import type { WorkflowStream } from "@workflow-stream/core";
import { createTextStream, streamOptionsOf } from "@workflow-stream/core/binding";
import { type MarkdownOptions, renderMarkdown } from "@workflow-stream/markdown";
import { createMarkdownView, ELEMENT_KINDS } from "@workflow-stream/markdown/binding";
import {
  createComputed,
  createEffect,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
  untrack,
} from "solid-js";
import { isServer } from "solid-js/web";
import { createWorkflowStream } from "../createWorkflowStream.ts";
import { giveHandle } from "../giveHandle.ts";
import { TextRoot } from "../TextRoot.tsx";
import { createMounting } from "./mountComponent.tsx";
import type { StreamingMarkdownProps } from "./streamingMarkdownProps.ts";

/**
 * Shows a text as Markdown while it arrives. Give it what `<StreamingText>` takes, or a `text` from elsewhere with `isOpen`.
 * Nothing of the text reaches the page but a fixed list of elements and attributes.
 * @example
 * ```tsx
 * <StreamingMarkdown stream={stream} markdown={{ headingOffset: 2 }} />
 * <StreamingMarkdown text={message().text} isOpen={message().isStreaming} />
 * ```
 */
export function StreamingMarkdown(props: StreamingMarkdownProps): JSX.Element {
  return (
    <Show when={props.stream ?? (props.text === undefined ? "own" : "text")} keyed>
      <OneMarkdown {...props} />
    </Show>
  );
}

function OneMarkdown(props: StreamingMarkdownProps): JSX.Element {
  const own = createWorkflowStream(givenStream(props) ?? (() => streamOptionsOf(props)));
  giveHandle(props, own);

  const { stream } = own;
  const mounting = createMounting();
  /** The options, with what is mounted for the kinds that have a component. */
  function shownOptions(): MarkdownOptions {
    const components = props.components ?? {};
    const mounts = ELEMENT_KINDS.filter((kind) => components[kind] !== undefined).map(
      (kind) => [kind, mounting(() => props.components?.[kind])] as const,
    );
    const elements = { ...props.markdown?.elements, ...Object.fromEntries(mounts) };
    return { ...props.markdown, elements };
  }
  const view = createMarkdownView(stream, untrack(shownOptions));
  createEffect(() => {
    const options = shownOptions();
    untrack(() => view.setOptions(options));
  });
  const { subscribe, getSnapshot } = view;
  const run = createWorkflowStream({ ...stream, subscribe, getSnapshot });
  const attach = (element: Element): void => onMount(() => onCleanup(view.attach(element)));

  // on a page no HTML is parsed: a policy may forbid it
  const markdown = (): JSX.Element =>
    isServer ? (
      <div
        data-text=""
        aria-busy={run.isLoading()}
        innerHTML={renderMarkdown(run.text(), shownOptions())}
      />
    ) : (
      <div data-text="" aria-busy={run.isLoading()} ref={attach} />
    );
  return <TextRoot given={props} as="div" run={run} text={markdown} />;
}

/** The stream of a text from elsewhere, or the one that is handed in. */
function givenStream(props: StreamingMarkdownProps): WorkflowStream | undefined {
  const { text, isOpen = false } = props;
  if (text === undefined) return props.stream as WorkflowStream | undefined;
  const { stream, update } = createTextStream(text, isOpen);
  createComputed(
    on(
      () => [props.text ?? "", props.isOpen ?? false] as const,
      ([text, isOpen]) => update(text, isOpen),
      { defer: true },
    ),
  );
  return stream;
}
