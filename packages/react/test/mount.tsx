import { type Mount, type Mounted, type MountOptions, toProps } from "@workflow-stream/conformance";
import {
  type ReactElement,
  type ReactNode,
  type RefCallback,
  useLayoutEffect,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { vi } from "vitest";
import {
  StreamingText,
  type StreamingTextHandle,
  type StreamingTextNotice,
  type StreamingTextProps,
  type StreamingTextSlot,
  useWorkflowStream,
  type UseWorkflowStreamOptions,
  type WorkflowStream,
  WorkflowStreamDefaults,
} from "../src/index.ts";
import {
  type MarkdownNode,
  StreamingMarkdown,
  type StreamingMarkdownProps,
} from "../src/markdown/index.ts";

type Binding = Pick<Mounted, "stream" | "methods" | "snapshot">;

interface PageProps {
  options: MountOptions;
  onBinding: (binding: Binding) => void;
  onRender: () => void;
}

/** Mounts a binding on a page, for the conformance suite. */
export const mount: Mount = async (given, { kind, html }) => {
  const warnings = watchConsole();
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html ?? "";
  let binding!: Binding;
  let renders = 0;
  const page = (options: MountOptions): ReactNode => {
    const Page = PAGES[kind];
    const onBinding = (made: Binding): void => void (binding = made);
    return (
      <WorkflowStreamDefaults value={{ messages: options.messages }}>
        <Page options={options} onBinding={onBinding} onRender={() => renders++} />
      </WorkflowStreamDefaults>
    );
  };
  let root!: Root;
  flushSync(() => {
    if (html === undefined) {
      root = createRoot(container);
      root.render(page(given));
    } else
      root = hydrateRoot(container, page(given), {
        onRecoverableError: (error) => void warnings.push(String(error)),
      });
  });
  return {
    stream: binding.stream,
    methods: binding.methods,
    snapshot: () => binding.snapshot(),
    container,
    warnings,
    html: () => container.innerHTML,
    renders: () => renders,
    settle: nextTask,
    async update(options) {
      flushSync(() => root.render(page(options)));
    },
    async unmount() {
      flushSync(() => root.unmount());
      container.remove();
    },
  };
};

function Primitive({ options, onBinding, onRender }: PageProps): ReactElement {
  const source = options.stream ?? options;
  const { stream, ...result } = useWorkflowStream(
    source as UseWorkflowStreamOptions | WorkflowStream,
  );
  useLayoutEffect(() => {
    const { start, retry, stop, reset, setText, ready, restore, ...snapshot } = result;
    void [reset, setText, ready, restore];
    onBinding({ stream, methods: { start, retry, stop }, snapshot: () => snapshot });
  });
  onRender();
  return (
    <p data-status={result.status} aria-busy={result.isLoading}>
      {result.text}
    </p>
  );
}

function Markdown({ options, onBinding, onRender }: PageProps): ReactElement {
  const { class: className, ...props } = toProps(options);
  const [Part] = useState(
    () =>
      ({ node: { kind, text, lang, isOpen } }: { node: MarkdownNode }): ReactElement => {
        onRender();
        return (
          <b data-kind={kind} data-lang={lang} data-open={isOpen}>
            {text}
          </b>
        );
      },
  );
  const { parts = [] } = options;
  return (
    <StreamingMarkdown
      {...(props as unknown as StreamingMarkdownProps)}
      {...(options.slots && SLOTS)}
      components={Object.fromEntries(parts.map((kind) => [kind, Part]))}
      ref={refTo(onBinding)}
      className={className}
    />
  );
}

/** A ref that says what it is given. */
function refTo(onBinding: PageProps["onBinding"]): RefCallback<StreamingTextHandle> {
  return (handle) => {
    if (!handle) return;
    const { stream, ...methods } = handle as Pick<WorkflowStream, "start" | "retry" | "stop"> & {
      stream: WorkflowStream;
    };
    onBinding({ stream, methods, snapshot: stream.getSnapshot });
  };
}

function Component({ options, onBinding, onRender }: PageProps): ReactElement {
  const { class: className, ...props } = toProps(options);
  const slot = ({ text }: StreamingTextSlot): ReactNode => {
    onRender();
    return <b>{text}</b>;
  };
  return (
    <StreamingText
      {...(props as unknown as StreamingTextProps)}
      {...(options.slots && SLOTS)}
      ref={refTo(onBinding)}
      className={className}
    >
      {options.slot ? slot : undefined}
    </StreamingText>
  );
}

const SLOTS = {
  spinner: <i>waiting</i>,
  fallback: <i>sorry</i>,
  partial: ({ message, retry }: StreamingTextNotice) => <button onClick={retry}>{message}</button>,
};

const PAGES = { primitive: Primitive, component: Component, markdown: Markdown };

/** Resolves when React has rendered what is due, in a task of its own; no timer, as a scenario may hold those. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const onMessage = (): void => {
      port1.close();
      resolve();
    };
    port1.addEventListener("message", onMessage);
    port1.start();
    port2.postMessage(undefined);
  });
}

/** What React prints from now on. */
function watchConsole(): string[] {
  const printed: string[] = [];
  for (const name of ["warn", "error"] as const)
    vi.spyOn(console, name).mockImplementation((...args) => void printed.push(args.join(" ")));
  return printed;
}
