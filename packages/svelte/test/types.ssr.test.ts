import { createWorkflowStream as createCoreStream, type Snapshot } from "@workflow-stream/core";
import type { ComponentProps } from "svelte";
import { render } from "svelte/server";
import type { Readable } from "svelte/store";
import { expectTypeOf, it } from "vitest";
import {
  createWorkflowStream,
  type FinishReason,
  type Source,
  type StreamingText,
  type StreamingTextProps,
  type Usage,
  type WorkflowStreamStore,
} from "../src/index.ts";
import { StreamingMarkdown, type StreamingMarkdownProps } from "../src/markdown/index.ts";

interface Topic {
  topic: string;
}

it("carries the type of the inputs", () => {
  const run = createWorkflowStream<Topic>({ workflowId: "explain" });
  expectTypeOf(run).toEqualTypeOf<WorkflowStreamStore<Topic>>();
  expectTypeOf(run.inputs).toEqualTypeOf<Topic | undefined>();
  expectTypeOf(run.start).parameter(0).toEqualTypeOf<Topic | undefined>();
  expectTypeOf(run).toExtend<Readable<Snapshot<Topic>>>();
});

it("infers the inputs from its options, and from a stream", () => {
  const options = { workflowId: "explain", inputs: { topic: "tides" } };
  expectTypeOf(createWorkflowStream(options).inputs).toEqualTypeOf<Topic | undefined>();
  expectTypeOf(createWorkflowStream(() => options).inputs).toEqualTypeOf<Topic | undefined>();
  const stream = createCoreStream<Topic>({ url: "/run" });
  expectTypeOf(createWorkflowStream(stream).inputs).toEqualTypeOf<Topic | undefined>();
  const run = createWorkflowStream(stream);
  expectTypeOf(createWorkflowStream(run).inputs).toEqualTypeOf<Topic | undefined>();
});

it("types what stands beside the text", () => {
  const run = createWorkflowStream<Topic>({ workflowId: "explain" });
  expectTypeOf(run.reasoning).toBeString();
  expectTypeOf(run.sources).toEqualTypeOf<readonly Source[]>();
  expectTypeOf(run.data).toEqualTypeOf<Readonly<Record<string, unknown>>>();
  expectTypeOf(run.usage).toEqualTypeOf<Usage | undefined>();
  expectTypeOf(run.finishReason).toEqualTypeOf<FinishReason | undefined>();
});

it("refuses misuse", () => {
  const run = createWorkflowStream<Topic>({ workflowId: "explain" });
  // @ts-expect-error the inputs lack a topic
  const lacking = () => run.start({});
  // @ts-expect-error fields can only be read
  const written = () => (run.text = "");
  // @ts-expect-error neither workflow nor url
  const aimless = () => createWorkflowStream({ token: "pub_tok_1" });
  // @ts-expect-error both
  const torn = () => createWorkflowStream({ workflowId: "explain", url: "/run" });
  expectTypeOf([lacking, written, aimless, torn]).toBeArray();
});

it("types the component's props", () => {
  expectTypeOf<ComponentProps<typeof StreamingText>>().toEqualTypeOf<StreamingTextProps>();
  expectTypeOf<{
    workflowId: string;
    inputs: Topic;
    class: string;
  }>().toExtend<StreamingTextProps>();
  expectTypeOf<{ url: URL; spinner: false }>().toExtend<StreamingTextProps>();
  expectTypeOf<{ stream: WorkflowStreamStore<Topic> }>().toExtend<StreamingTextProps>();
  expectTypeOf<{ stream: WorkflowStreamStore<Topic>["stream"] }>().toExtend<StreamingTextProps>();
  expectTypeOf<{ inputs: Topic }>().not.toExtend<StreamingTextProps>();
  expectTypeOf<{ url: string; workflowId: string }>().not.toExtend<StreamingTextProps>();
  expectTypeOf<{ url: string; announce: "text" }>().not.toExtend<StreamingTextProps>();
});

it("types the props of Markdown, for a server's render too", () => {
  const rendered = () => [
    render(StreamingMarkdown, { props: { text: "a", isOpen: true, class: "b" } }),
    render(StreamingMarkdown, { props: { url: "/run", markdown: { headingOffset: 1 } } }),
  ];
  // @ts-expect-error a text is a string
  const wrong = () => render(StreamingMarkdown, { props: { text: 1 } });
  expectTypeOf([rendered, wrong]).toBeArray();
  expectTypeOf<{ workflowId: string; title: string }>().toExtend<StreamingMarkdownProps>();
});
