import { type Mount, type Mounted, type MountOptions, toProps } from "@workflow-stream/conformance";
import { type Accessor, createSignal, type JSX } from "solid-js";
import { hydrate, render } from "solid-js/web";
import {
  createWorkflowStream,
  type CreateWorkflowStreamOptions,
  type Snapshot,
  StreamingText,
  type StreamingTextHandle,
  type StreamingTextNotice,
  type StreamingTextProps,
  type StreamingTextSlot,
  type WorkflowStream,
  WorkflowStreamDefaults,
} from "../src/index.ts";
import {
  type MarkdownComponents,
  type MarkdownNode,
  StreamingMarkdown,
  type StreamingMarkdownProps,
} from "../src/markdown/index.ts";
import { captureWarnings } from "./warnings.ts";

type Binding = Pick<Mounted, "stream" | "methods" | "snapshot">;

interface PageProps {
  options: Accessor<MountOptions>;
  onSetup: (binding: Binding) => void;
  onRender: () => void;
}

/** Mounts a binding on a page, for the conformance suite. */
export const mount: Mount = async (given, { kind, html }) => {
  const [options, setOptions] = createSignal(given);
  const { warnings, release } = captureWarnings();
  let renders = 0;
  let binding!: Binding;
  const Page = PAGES[kind];
  const page = (): JSX.Element => (
    <WorkflowStreamDefaults value={{ messages: options().messages }}>
      <Page options={options} onSetup={(made) => (binding = made)} onRender={() => renders++} />
    </WorkflowStreamDefaults>
  );
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html ?? "";
  const dispose = html === undefined ? render(page, container) : hydrate(page, container);
  return {
    ...binding,
    container,
    warnings,
    html: () => container.innerHTML,
    renders: () => renders,
    settle: () => Promise.resolve(),
    update: async (changed) => void setOptions(changed),
    async unmount() {
      dispose();
      container.remove();
      release();
    },
  };
};

function Primitive(props: PageProps): JSX.Element {
  const source = props.options().stream ?? props.options;
  const result = createWorkflowStream(
    source as WorkflowStream | Accessor<CreateWorkflowStreamOptions>,
  );
  const { stream, text, status, isLoading } = result;
  const names = Object.keys(stream.getSnapshot()) as (keyof Snapshot)[];
  const snapshot = (): unknown => Object.fromEntries(names.map((name) => [name, result[name]()]));
  props.onSetup({ stream, methods: result, snapshot: () => snapshot() as Snapshot });
  return (
    <p data-status={status()} aria-busy={isLoading()}>
      {(props.onRender(), text())}
    </p>
  );
}

function Markdown(props: PageProps): JSX.Element {
  const given = (): StreamingMarkdownProps => {
    const slots = props.options().slots && makeSlots();
    return { ...toProps(props.options()), ...slots } as unknown as StreamingMarkdownProps;
  };
  const Part = (part: { node: MarkdownNode }): JSX.Element => (
    <b data-kind={part.node.kind} data-lang={part.node.lang} data-open={String(part.node.isOpen)}>
      {(props.onRender(), part.node.text)}
    </b>
  );
  const components = (): MarkdownComponents =>
    Object.fromEntries((props.options().parts ?? []).map((kind) => [kind, Part]));
  return <StreamingMarkdown {...given()} components={components()} ref={refTo(props)} />;
}

/** A ref that says what it is given. */
function refTo({ onSetup }: PageProps): (handle: StreamingTextHandle) => void {
  return ({ stream, ...methods }) => onSetup({ stream, methods, snapshot: stream.getSnapshot });
}

function Component(props: PageProps): JSX.Element {
  const given = (): StreamingTextProps => {
    const slots = props.options().slots && makeSlots();
    return { ...toProps(props.options()), ...slots } as unknown as StreamingTextProps;
  };
  const slot = ({ text }: StreamingTextSlot): JSX.Element => <b>{(props.onRender(), text())}</b>;
  return (
    <StreamingText
      {...given()}
      ref={refTo(props)}
      children={props.options().slot ? slot : undefined}
    />
  );
}

const makeSlots = (): Pick<StreamingTextProps, "spinner" | "fallback" | "partial"> => ({
  spinner: <i>waiting</i>,
  fallback: <i>sorry</i>,
  partial: ({ message, retry }: StreamingTextNotice) => <button onClick={retry}>{message}</button>,
});

const PAGES = { primitive: Primitive, component: Component, markdown: Markdown };
