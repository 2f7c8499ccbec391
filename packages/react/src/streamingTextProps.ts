import type { Persister, WorkflowStream, WorkflowStreamOptions } from "@workflow-stream/core";
import type {
  BindingOptions,
  CommonStreamOptions,
  StreamingTextNotice,
  StreamingTextSlot,
  StreamingTextSource,
  ViewOptions,
} from "@workflow-stream/core/binding";
import type { ElementType, HTMLAttributes, ReactNode } from "react";

// not `Record<string, unknown>`, which takes no interface
type Options = WorkflowStreamOptions<object>;

/** What a ref to a `<StreamingText>` holds. */
export type StreamingTextHandle = Pick<WorkflowStream<object>, "start" | "retry" | "stop"> & {
  readonly stream: WorkflowStream<object>;
};

/** Where a text has its stream from, but for a stream made elsewhere. */
export type OwnStreamProps = Pick<Options, "token" | "tokenUrl" | "initialText"> &
  Pick<BindingOptions, "immediate"> & {
    /** Remembers the run, so that a page that comes anew picks it up. */
    persister?: Persister | undefined;
    /** Further options of the stream. */
    options?: CommonStreamOptions | undefined;
  };

/** How a text is shown, and attributes of its root element. */
export interface ShownProps extends ViewOptions, Omit<HTMLAttributes<HTMLElement>, "children"> {
  /** Shown on an error, or the server's stop, when there is no text; `''` for nothing. Default a short sentence. */
  fallbackText?: string | undefined;
  /** In place of `fallbackText`: a node, or what to make of the error; `false` for nothing. */
  fallback?: ReactNode | ((notice: StreamingTextNotice) => ReactNode);
  /** Shown beside a text that is not whole, in place of a short sentence: a node, or a function; `false` for nothing. */
  partial?: ReactNode | ((notice: StreamingTextNotice) => ReactNode);
  /** Shown until the first character: `true` for a pulsing bar, a node, or `false` for nothing. Default `true`. */
  spinner?: ReactNode;
  /** Renders the text in place of plain text: bring a Markdown renderer here. */
  children?: ((slot: StreamingTextSlot) => ReactNode) | undefined;
}

/** Props of `<StreamingText>`; attributes of HTML go to its root element. */
export type StreamingTextProps = StreamingTextSource &
  OwnStreamProps &
  ShownProps & {
    /** The root element. Default `'p'`. */
    as?: ElementType | undefined;
  };
