import { isServer, type JSX } from "@solidjs/web";
import { renderMarkdown, type MarkdownOptions, type TextSnapshot } from "@workflow-stream/markdown";
import type { MarkdownView } from "@workflow-stream/markdown/binding";
import { onSettled } from "solid-js";

interface MarkdownTextProps {
  readonly view: MarkdownView<TextSnapshot>;
  /** What a server renders, and how. */
  readonly initialText: string;
  readonly options: MarkdownOptions | undefined;
  readonly isBusy: boolean;
}

/** The element that a view owns: a server renders its first text, and Solid never writes to it again. */
export function MarkdownText(props: MarkdownTextProps): JSX.Element {
  const { view, initialText, options } = props;
  let element!: HTMLDivElement;
  onSettled(() => view.attach(element));
  const busy = (): "true" | "false" => (props.isBusy ? "true" : "false");
  // on a page no HTML is parsed: a policy may forbid it
  return isServer ? (
    <div data-text="" aria-busy={busy()} innerHTML={renderMarkdown(initialText, options)} />
  ) : (
    <div data-text="" aria-busy={busy()} ref={element} />
  );
}
