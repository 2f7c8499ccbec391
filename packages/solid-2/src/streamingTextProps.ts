import type {
  Persister,
  RunResult,
  WorkflowStream,
  WorkflowStreamError,
  WorkflowStreamOptions,
  WorkflowStreamStatus,
} from "@workflow-stream/core";
import type {
  StreamingTextSource,
  ViewOptions,
  WorkflowStreamDefaultOptions,
} from "@workflow-stream/core/binding";
import type { JSX, ValidComponent } from "@solidjs/web";
import type { Accessor, Ref } from "solid-js";

type Options = WorkflowStreamOptions<object>;

/** What the children function is given; what reads `text()` hears each growth of the text. */
export interface StreamingTextSlot {
  readonly text: Accessor<string>;
  readonly status: Accessor<WorkflowStreamStatus>;
  readonly error: Accessor<WorkflowStreamError | undefined>;
  readonly retry: () => Promise<RunResult>;
  readonly stop: () => void;
}

/** What a `ref` is given. */
export type StreamingTextHandle = Pick<
  WorkflowStream<Record<string, unknown>>,
  "start" | "retry" | "stop"
> & {
  readonly stream: WorkflowStream<Record<string, unknown>>;
};

/** What a component makes its own stream with. */
export interface OwnStreamProps {
  /** A single-use token, or a function that fetches one. */
  token?: Options["token"];
  inputs?: Options["inputs"];
  /** Start on mount, and again when the inputs or the workflow change. Default `true`. */
  immediate?: boolean | undefined;
  /** Remembers the run, so that a page that comes anew picks it up. */
  persister?: Persister | undefined;
  /** Further options of the stream. */
  options?: WorkflowStreamDefaultOptions | undefined;
  /** Shown before the first run. Default `''`. */
  initialText?: string | undefined;
}

/** How a component shows its stream. */
export interface ShownProps extends ViewOptions {
  /** Shown on an error when there is no text. Default `''`. */
  fallbackText?: string | undefined;
  /** Shown in place of `fallbackText`. */
  fallback?: JSX.Element | ((error: WorkflowStreamError | undefined) => JSX.Element);
  /** Whether to show a spinner until the first character, or what to show. Default `true`. */
  spinner?: JSX.Element;
  /** The root element, or a component that renders it. Default `'p'`. */
  as?: ValidComponent | undefined;
  /** Shown in place of the plain text: bring a Markdown renderer here. */
  children?: ((slot: StreamingTextSlot) => JSX.Element) | undefined;
  ref?: Ref<StreamingTextHandle>;
}

type OwnProps = OwnStreamProps & ShownProps;

/** Props of `<StreamingText>`; `class` and every other attribute go to the root element. */
export type StreamingTextProps = OwnProps &
  StreamingTextSource &
  Omit<JSX.HTMLAttributes<HTMLElement>, keyof OwnProps>;
