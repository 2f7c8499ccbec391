import type { AnyWorkflowStream, Persister, WorkflowStreamOptions } from "@workflow-stream/core";
import type {
  CommonStreamOptions,
  StreamingTextNotice,
  StreamingTextSlot,
  StreamingTextSource,
  ViewOptions,
} from "@workflow-stream/core/binding";
import type { Snippet } from "svelte";
import type { HTMLAttributes } from "svelte/elements";

type Options = WorkflowStreamOptions<object>;

/** What a component makes its own stream with. */
export interface OwnStreamProps {
  /** A single-use token, or a function that fetches one. */
  token?: Options["token"];
  /** In place of `token`: a route of the page's own backend that answers with one. */
  tokenUrl?: Options["tokenUrl"];
  /** Start on mount, and again when the inputs or the workflow change. Default `true`. */
  immediate?: boolean | undefined;
  /** Remembers the run, so that a page that comes anew picks it up. */
  persister?: Persister | undefined;
  /** Further options of the stream. */
  options?: CommonStreamOptions | undefined;
  /** Shown before the first run. Default `''`. */
  initialText?: string | undefined;
}

/** How a component shows its stream. */
export interface ShownProps extends ViewOptions {
  /** Shown on an error, or the server's stop, when there is no text; `''` for nothing. Default a short sentence. */
  fallbackText?: string | undefined;
  /** Shown on an error, or the server's stop, when there is no text, in place of `fallbackText`; `false` for nothing. */
  fallback?: Snippet<[StreamingTextNotice]> | false | undefined;
  /** Shown beside a text that is not whole, in place of a short sentence; `false` for nothing. */
  partial?: Snippet<[StreamingTextNotice]> | false | undefined;
  /** Whether to show a spinner until the first character, or a snippet to show. Default `true`. */
  spinner?: boolean | Snippet | undefined;
  /** The root element. Default `'p'`. */
  as?: string | undefined;
  /** Shown in place of the plain text: bring a Markdown renderer here. */
  children?: Snippet<[StreamingTextSlot]> | undefined;
}

/** A stream may also be what `createWorkflowStream` returned. */
export type Source =
  | Exclude<StreamingTextSource, { stream: AnyWorkflowStream }>
  | {
      /** A stream made elsewhere, which goes on when this text is gone. */
      stream: AnyWorkflowStream | { readonly stream: AnyWorkflowStream };
      inputs?: object | (() => object) | undefined;
      workflowId?: undefined;
      baseUrl?: undefined;
      url?: undefined;
    };

interface OwnProps extends OwnStreamProps, ShownProps {}

interface RootProps extends OwnProps, Omit<HTMLAttributes<HTMLElement>, keyof OwnProps> {}

/** Props of `<StreamingText>`; `class` and every other attribute go to the root element. */
export type StreamingTextProps = RootProps & Source;
