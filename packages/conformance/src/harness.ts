import type {
  AnyWorkflowStream,
  Persister,
  Snapshot,
  WorkflowStream,
  WorkflowStreamOptions,
} from "@workflow-stream/core";
import type {
  BindingOptions,
  ViewOptions,
  WorkflowStreamMessages,
} from "@workflow-stream/core/binding";
import type { ElementKind, MarkdownOptions } from "@workflow-stream/markdown";

type StreamOptions = WorkflowStreamOptions<Record<string, unknown>>;

/** Where the text comes from: a workflow, or a URL. */
interface Target {
  workflowId?: string | undefined;
  baseUrl?: string | undefined;
  resume?: boolean | undefined;
  persister?: Persister | undefined;
  url?: string | undefined;
}

/** What a scenario mounts with: the stream's options, and for a component its own props. */
export type MountOptions = Partial<Omit<StreamOptions, keyof Target>> &
  Target &
  BindingOptions &
  ViewOptions & {
    /** A text from elsewhere, in place of a stream, and whether more of it may come: of Markdown. */
    text?: string;
    isOpen?: boolean;
    /** Render these parts of Markdown by a component or slot: `<b data-kind={kind} data-lang={lang} data-open={isOpen}>{text}</b>`. */
    parts?: readonly ElementKind[];
    /** How Markdown is shown. */
    markdown?: MarkdownOptions;
    /** A stream made elsewhere, in place of options. */
    stream?: AnyWorkflowStream | undefined;
    fallbackText?: string;
    fallback?: boolean;
    partial?: boolean;
    /** Sentences that the app's defaults have. */
    messages?: Partial<WorkflowStreamMessages>;
    spinner?: boolean;
    as?: string;
    /** The component's `class` or `className`. */
    class?: string;
    /** Render the default slot: `<b>{text}</b>` in place of plain text. */
    slot?: boolean;
    /**
     * Render a spinner slot (`<i>waiting</i>`), a fallback slot (`<i>sorry</i>`) and one for the mark beside a text that is not
     * whole (`<button>{message}</button>`, which retries).
     */
    slots?: boolean;
  };

/**
 * How a scenario mounts: `<StreamingText>`, `<StreamingMarkdown>`, or the primitive shown as
 * `<p data-status={status} aria-busy={isLoading}>{text}</p>`; over server-rendered markup if given.
 */
export interface MountInit {
  readonly kind: "primitive" | "component" | "markdown";
  /** What a server rendered for the same options: it is hydrated. */
  readonly html?: string;
}

/**
 * A mounted binding, as a scenario sees it. Nothing here may wait for a `setTimeout` or for
 * `performance.now()` to advance: a scenario may hold the clock.
 */
export interface Mounted {
  /** The stream it shows: the binding's own, or the one handed in. */
  readonly stream: WorkflowStream<Record<string, unknown>>;
  /** What the primitive returned, or the component's ref exposes. */
  readonly methods: Pick<WorkflowStream<Record<string, unknown>>, "start" | "retry" | "stop">;
  /** The snapshot as the framework's primitive gives it, not as core does; a component's is its stream's. */
  snapshot(): Snapshot<Record<string, unknown>>;
  /** The markup of the container. */
  html(): string;
  readonly container: HTMLElement;
  /** Changes the options of what is mounted, all of them given, as a parent component that renders anew does. */
  update(options: MountOptions): Promise<void>;
  /** How often the framework has rendered what shows the text: the `<p>`, or the component's default slot. */
  renders(): number;
  /** Lets the framework write what is due. */
  settle(): Promise<void>;
  unmount(): Promise<void>;
  /** Warnings and errors the framework has printed since mounting: hydration mismatches and the like. */
  readonly warnings: readonly string[];
}

/** What each binding brings. */
export type Mount = (options: MountOptions, init: MountInit) => Promise<Mounted>;
