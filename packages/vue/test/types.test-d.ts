import { expectTypeOf, test } from "vitest";
import { type ComputedRef, h, ref } from "vue";
import {
  createWorkflowStream,
  type FinishReason,
  type RunResult,
  type Source,
  StreamingText,
  type Usage,
  useWorkflowStream,
  type WorkflowStream,
  type WorkflowStreamError,
  type WorkflowStreamStatus,
} from "../src/index.ts";

interface Topic {
  topic: string;
}

test("inputs are those that are named, or those of the options", () => {
  const named = useWorkflowStream<Topic>({ workflowId: "explain" });
  expectTypeOf(named.start).parameter(0).toEqualTypeOf<Topic | undefined>();
  expectTypeOf(named.inputs.value).toEqualTypeOf<Topic | undefined>();
  const inferred = useWorkflowStream({ workflowId: "explain", inputs: { words: 50 } });
  expectTypeOf(inferred.start).parameter(0).toEqualTypeOf<{ words: number } | undefined>();
  const asked = useWorkflowStream({ workflowId: "explain", inputs: () => ({ words: 50 }) });
  expectTypeOf(asked.start).parameter(0).toEqualTypeOf<{ words: number } | undefined>();
  // @ts-expect-error a topic is a string
  void named.start({ topic: 1 });
  // @ts-expect-error inputs are those of the type that is named
  useWorkflowStream<Topic>({ workflowId: "explain", inputs: { words: 50 } });
});

test("options may be an object, a ref, a getter, or a stream", () => {
  useWorkflowStream(ref({ workflowId: "explain" }));
  useWorkflowStream(() => ({ url: "/text", immediate: true }));
  const stream = createWorkflowStream<Topic>({ workflowId: "explain" });
  expectTypeOf(useWorkflowStream(stream).stream).toEqualTypeOf<WorkflowStream<Topic>>();
  // @ts-expect-error neither a workflow nor a URL
  useWorkflowStream({ immediate: true });
  // @ts-expect-error both a workflow and a URL
  useWorkflowStream({ workflowId: "explain", url: "/text" });
  // @ts-expect-error only a workflow can be resumed
  useWorkflowStream({ url: "/text", resume: true });
});

test("the result's fields are refs that can only be read", () => {
  const { text, status, error, start } = useWorkflowStream({ url: "/text" });
  expectTypeOf(text).toEqualTypeOf<ComputedRef<string>>();
  expectTypeOf(status).toEqualTypeOf<ComputedRef<WorkflowStreamStatus>>();
  expectTypeOf(error).toEqualTypeOf<ComputedRef<WorkflowStreamError | undefined>>();
  expectTypeOf(start).returns.toEqualTypeOf<Promise<RunResult>>();
  // @ts-expect-error the text is the stream's
  text.value = "mine";
});

test("what stands beside the text is typed", () => {
  const { reasoning, sources, data, usage, finishReason } = useWorkflowStream({ url: "/text" });
  expectTypeOf(reasoning).toEqualTypeOf<ComputedRef<string>>();
  expectTypeOf(sources).toEqualTypeOf<ComputedRef<readonly Source[]>>();
  expectTypeOf(data).toEqualTypeOf<ComputedRef<Readonly<Record<string, unknown>>>>();
  expectTypeOf(usage).toEqualTypeOf<ComputedRef<Usage | undefined>>();
  expectTypeOf(finishReason).toEqualTypeOf<ComputedRef<FinishReason | undefined>>();
});

test("events are typed", () => {
  h(StreamingText, {
    url: "/text",
    onFinish: (snapshot) => expectTypeOf(snapshot.status).toEqualTypeOf<WorkflowStreamStatus>(),
    onError: (error) => expectTypeOf(error).toEqualTypeOf<WorkflowStreamError>(),
  });
  // @ts-expect-error an error is no text
  h(StreamingText, { url: "/text", onError: (text: string) => void text });
});

test("props are checked", () => {
  h(StreamingText, { workflowId: "explain", inputs: { topic: "tides" }, announce: "off" });
  h(StreamingText, { url: new URL("https://example.com/text"), class: "answer" });
  const topic: Topic = { topic: "tides" };
  h(StreamingText, { workflowId: "explain", inputs: topic });
  h(StreamingText, { workflowId: "explain", inputs: () => topic });
  // @ts-expect-error inputs are an object
  h(StreamingText, { workflowId: "explain", inputs: "tides" });
  h(StreamingText, { stream: createWorkflowStream<Topic>({ url: "/text" }) });
  // @ts-expect-error no such announcement
  h(StreamingText, { url: "/text", announce: "always" });
  // @ts-expect-error a stream, not its text
  h(StreamingText, { stream: "text" });
});
