import { type AnyWorkflowStream, attachText } from "@workflow-stream/core";
import {
  memo,
  type NamedExoticComponent,
  type ReactElement,
  useCallback,
  useRef,
  useState,
} from "react";
import { useBeforePaint } from "./useBeforePaint.ts";

interface PlainTextProps {
  stream: AnyWorkflowStream;
  /** The text to render with; later ones are not looked at. */
  initialText: string;
  /** Whether more is to come. */
  isBusy: boolean;
}

/** The element that `attachText` owns: React renders its first text, and never writes to it again. */
export const PlainText: NamedExoticComponent<PlainTextProps> = /* @__PURE__ */ memo(
  function PlainText({ stream, initialText, isBusy }: PlainTextProps): ReactElement {
    const [text] = useState(initialText);
    const element = useRef<HTMLSpanElement>(null);
    const attach = useCallback(
      () => (element.current ? attachText(element.current, stream) : undefined),
      [stream],
    );
    useBeforePaint(attach);
    return (
      <span ref={element} data-text="" aria-busy={isBusy}>
        {text}
      </span>
    );
  },
  (before, after) => before.stream === after.stream && before.isBusy === after.isBusy,
);
