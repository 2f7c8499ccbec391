import type { RunResult, WorkflowStreamError, WorkflowStreamStatus } from "@workflow-stream/core";
import type {
  OwnStreamProps,
  StreamingTextHandle,
  StreamingTextNotice,
  StreamingTextSource,
  ViewOptions,
} from "@workflow-stream/core/binding";
import type { JSX, ValidComponent } from "@solidjs/web";
import type { Accessor, Ref } from "solid-js";

/** What the children function is given; what reads `text()` hears each growth of the text. */
export interface StreamingTextSlot {
  readonly text: Accessor<string>;
  readonly status: Accessor<WorkflowStreamStatus>;
  readonly error: Accessor<WorkflowStreamError | undefined>;
  readonly retry: () => Promise<RunResult>;
  readonly stop: () => void;
}

/** How a component shows its stream. */
export interface ShownProps extends ViewOptions {
  /** Shown on an error, or the server's stop, when there is no text; `''` for nothing. Default a short sentence. */
  fallbackText?: string | undefined;
  /** Shown in place of `fallbackText`; `false` for nothing. A function is called as that of an error boundary is. */
  fallback?:
    | JSX.Element
    | ((error: WorkflowStreamError | undefined, retry: () => void) => JSX.Element);
  /** Shown beside a text that is not whole, in place of a short sentence; `false` for nothing. */
  partial?: JSX.Element | ((notice: StreamingTextNotice) => JSX.Element);
  /** Whether to show a spinner until the first character, or what to show. Default `true`. */
  spinner?: JSX.Element;
  /** The root element, or a component that renders it. Default `'p'`. */
  as?: ValidComponent | undefined;
  /** Shown in place of the plain text: bring a Markdown renderer here. */
  children?: ((slot: StreamingTextSlot) => JSX.Element) | undefined;
  /** Is given the handle: `start`, `retry`, `stop`, and the `stream` that is shown. */
  ref?: Ref<StreamingTextHandle>;
}

type OwnProps = OwnStreamProps & ShownProps;

/** Props of `<StreamingText>`; `class` and every other attribute go to the root element. */
export type StreamingTextProps = OwnProps &
  StreamingTextSource &
  Omit<JSX.HTMLAttributes<HTMLElement>, keyof OwnProps>;
