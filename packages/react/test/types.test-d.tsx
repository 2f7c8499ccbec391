import type { ReactElement } from "react";
import { expectTypeOf } from "vitest";
import {
  createWorkflowStream,
  type FinishReason,
  type RunResult,
  type Source,
  StreamingText,
  type StreamingTextHandle,
  useWorkflowStream,
  WorkflowStreamDefaults,
  type Usage,
  type WorkflowStreamError,
  type WorkflowStreamStatus,
} from "../src/index.ts";

interface Topic {
  topic: string;
}

/** Checked by the compiler alone. */
export function Hook(): void {
  const given = useWorkflowStream<Topic>({ workflowId: "explain" });
  expectTypeOf(given.start).parameter(0).toEqualTypeOf<Topic | undefined>();
  expectTypeOf(given.start).returns.toEqualTypeOf<Promise<RunResult>>();
  expectTypeOf(given.text).toBeString();
  expectTypeOf(given.status).toEqualTypeOf<WorkflowStreamStatus>();
  expectTypeOf(given.reasoning).toBeString();
  expectTypeOf(given.sources).toEqualTypeOf<readonly Source[]>();
  expectTypeOf(given.data).toEqualTypeOf<Readonly<Record<string, unknown>>>();
  expectTypeOf(given.usage).toEqualTypeOf<Usage | undefined>();
  expectTypeOf(given.finishReason).toEqualTypeOf<FinishReason | undefined>();
  expectTypeOf(given.error).toEqualTypeOf<WorkflowStreamError | undefined>();

  const inferred = useWorkflowStream({ workflowId: "explain", inputs: { topic: "tides" } });
  expectTypeOf(inferred.inputs).toEqualTypeOf<{ topic: string } | undefined>();

  const handed = useWorkflowStream(createWorkflowStream<Topic>({ url: "/run" }));
  expectTypeOf(handed.start).parameter(0).toEqualTypeOf<Topic | undefined>();

  // @ts-expect-error nothing says what to run
  useWorkflowStream({ immediate: true });
  // @ts-expect-error a workflow or a url, not both
  useWorkflowStream({ workflowId: "explain", url: "/run" });
  // @ts-expect-error inputs of another shape
  void given.start({ subject: "tides" });
  // @ts-expect-error the snapshot can't be written to
  given.text = "";
}

const topic: Topic = { topic: "tides" };
const typed = createWorkflowStream<Topic>({ url: "/run" });

/** Checked by the compiler alone. */
export const pages: ReactElement[] = [
  <StreamingText key={1} url="/run" fallbackText="Sorry" className="story" />,
  <StreamingText key={2} workflowId="explain" baseUrl="/api/v1" token={() => "pub_tok_1"} />,
  <StreamingText key={3} stream={typed} as="div" id="story" announce="off" />,
  <StreamingText key={4} url={new URL("https://example.com/run")} inputs={{ ...topic }} />,
  <StreamingText key={5} url="/run" spinner={<i />} fallback={({ error }) => error?.code}>
    {(slot) => {
      expectTypeOf(slot.text).toBeString();
      return slot.text;
    }}
  </StreamingText>,
  <StreamingText
    key={6}
    url="/run"
    ref={(handle) => {
      expectTypeOf(handle).toEqualTypeOf<StreamingTextHandle | null>();
    }}
  />,
  <WorkflowStreamDefaults
    key={7}
    value={{ baseUrl: "/api/v2", restartDelayMs: 500, retries: 0 }}
  />,
  <StreamingText key={13} workflowId="explain" inputs={topic} token={() => "pub_tok_1"} />,
  <StreamingText key={14} workflowId="explain" inputs={() => topic} />,
  // @ts-expect-error inputs are an object
  <StreamingText key={15} workflowId="explain" inputs="tides" />,
  <StreamingText
    key={16}
    url="/run"
    ref={(handle) => {
      void handle?.start(topic);
    }}
  />,
  // @ts-expect-error nothing says where the text comes from
  <StreamingText key={8} fallbackText="Sorry" />,
  // @ts-expect-error a workflow or a url, not both
  <StreamingText key={9} url="/run" workflowId="explain" />,
  // @ts-expect-error a stream has its own target
  <StreamingText key={10} stream={typed} workflowId="explain" />,
  // @ts-expect-error children are a function
  <StreamingText key={11} url="/run">
    text
  </StreamingText>,
  // @ts-expect-error what to run is each stream's own
  <WorkflowStreamDefaults key={12} value={{ workflowId: "explain" }} />,
];
