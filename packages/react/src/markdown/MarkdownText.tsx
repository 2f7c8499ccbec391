import { type MarkdownOptions, renderMarkdown, type TextSnapshot } from "@workflow-stream/markdown";
import type { MarkdownView } from "@workflow-stream/markdown/binding";
import {
  memo,
  type NamedExoticComponent,
  type ReactElement,
  useCallback,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { ShownText } from "../TextRoot.tsx";
import { useBeforePaint } from "../useBeforePaint.ts";

interface MarkdownTextProps extends ShownText {
  view: MarkdownView<TextSnapshot>;
  /** What to render the first text with; later ones are not looked at. */
  options: MarkdownOptions | undefined;
}

/** The element that a view owns: a server renders its first text, and React never writes to it again. */
export const MarkdownText: NamedExoticComponent<MarkdownTextProps> = /* @__PURE__ */ memo(
  function MarkdownText({ view, initialText, options, isBusy }: MarkdownTextProps): ReactElement {
    const isServed = useSyncExternalStore(
      neverChanges,
      () => false,
      () => true,
    );
    // on a page that no server rendered no HTML is parsed: a policy may forbid it
    const [content] = useState(() =>
      isServed
        ? { dangerouslySetInnerHTML: { __html: renderMarkdown(initialText, options) } }
        : undefined,
    );
    const element = useRef<HTMLDivElement>(null);
    const attach = useCallback(
      () => (element.current ? view.attach(element.current) : undefined),
      [view],
    );
    useBeforePaint(attach);
    return (
      <div ref={element} data-text="" aria-busy={isBusy} suppressHydrationWarning {...content} />
    );
  },
  (before, after) => before.view === after.view && before.isBusy === after.isBusy,
);

const neverChanges = () => (): void => {};
