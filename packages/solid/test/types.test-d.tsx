import type { Accessor, JSX, Resource } from "solid-js";
import { describe, expectTypeOf, it } from "vitest";
import {
  createWorkflowResource,
  createWorkflowStream,
  type FinishReason,
  type Source,
  StreamingText,
  type Usage,
  type WorkflowStream,
  WorkflowStreamDefaults,
  type WorkflowStreamError,
  type WorkflowStreamStatus,
} from "../src/index.ts";

interface Inputs {
  topic: string;
}

declare const stream: WorkflowStream<Inputs>;

describe("createWorkflowStream", () => {
  it("infers the inputs", () => {
    const made = createWorkflowStream({ workflowId: "x", inputs: { topic: "tides" } });
    expectTypeOf(made.inputs).toEqualTypeOf<Accessor<Inputs | undefined>>();
    expectTypeOf(made.stream).toEqualTypeOf<WorkflowStream<Inputs>>();
    expectTypeOf(made.start).parameter(0).toEqualTypeOf<Inputs | undefined>();
    const lazy = createWorkflowStream(() => ({ url: "/run", inputs: { topic: "tides" } }));
    expectTypeOf(lazy.inputs).toEqualTypeOf<Accessor<Inputs | undefined>>();
    expectTypeOf(createWorkflowStream(stream).inputs).toEqualTypeOf<Accessor<Inputs | undefined>>();
  });

  it("gives accessors", () => {
    const made = createWorkflowStream({ url: "/run" });
    expectTypeOf(made.text).toEqualTypeOf<Accessor<string>>();
    expectTypeOf(made.status).toEqualTypeOf<Accessor<WorkflowStreamStatus>>();
    expectTypeOf(made.reasoning).toEqualTypeOf<Accessor<string>>();
    expectTypeOf(made.sources).toEqualTypeOf<Accessor<readonly Source[]>>();
    expectTypeOf(made.data).toEqualTypeOf<Accessor<Readonly<Record<string, unknown>>>>();
    expectTypeOf(made.usage).toEqualTypeOf<Accessor<Usage | undefined>>();
    expectTypeOf(made.finishReason).toEqualTypeOf<Accessor<FinishReason | undefined>>();
    expectTypeOf(made.error).toEqualTypeOf<Accessor<WorkflowStreamError | undefined>>();
    expectTypeOf(made).not.toHaveProperty("retain");
  });

  it("refuses what can't work", () => {
    // @ts-expect-error neither a workflow nor a URL
    createWorkflowStream({ token: "pub_tok_1" });
    // @ts-expect-error both
    createWorkflowStream({ workflowId: "x", url: "/run" });
    // @ts-expect-error a run at a URL can't be resumed
    createWorkflowStream({ url: "/run", resume: true });
    const { start } = createWorkflowStream<Inputs>({ workflowId: "x" });
    // @ts-expect-error the inputs of another workflow
    void start({ theme: "tides" });
  });
});

describe("createWorkflowResource", () => {
  it("takes its inputs from the source", () => {
    const topic = (): string | undefined => "tides";
    const [text, actions] = createWorkflowResource(
      () => topic() !== undefined && { topic: topic()! },
      {
        workflowId: "x",
      },
    );
    expectTypeOf(text).toEqualTypeOf<Resource<string>>();
    expectTypeOf(actions.error()).toEqualTypeOf<WorkflowStreamError | undefined>();
    const [, { stream }] = createWorkflowResource<Inputs>({ topic: "tides" }, { workflowId: "x" });
    expectTypeOf(stream).toEqualTypeOf<WorkflowStream<Inputs>>();
  });

  it("refuses what can't work", () => {
    // @ts-expect-error inputs beside the source
    createWorkflowResource({ topic: "tides" }, { workflowId: "x", inputs: { topic: "rain" } });
    // @ts-expect-error the source says when it starts
    createWorkflowResource({ topic: "tides" }, { workflowId: "x", immediate: true });
    // @ts-expect-error the inputs of another workflow
    createWorkflowResource<Inputs>({ theme: "tides" }, { workflowId: "x" });
  });
});

describe("the components", () => {
  it("take what they need", () => {
    const pages = (): JSX.Element[] => [
      <StreamingText workflowId="x" baseUrl="/api" token="pub_tok_1" inputs={{ topic: "tides" }} />,
      <StreamingText url={() => "/run"} as="div" class="story" id="story" data-x="y" />,
      <StreamingText stream={stream} spinner={false} fallback={<i>sorry</i>} announce="off" />,
      <StreamingText url="/run" spinner={<i />} fallback={(error) => error?.message}>
        {({ text, status, retry }) => <b onClick={() => void retry()}>{text() + status()}</b>}
      </StreamingText>,
      <WorkflowStreamDefaults value={{ baseUrl: "/api", retries: 1, restartDelayMs: 0 }} />,
    ];
    expectTypeOf(pages).returns.toEqualTypeOf<JSX.Element[]>();
  });

  it("refuse what can't work", () => {
    // @ts-expect-error nothing to show
    const nothing = (): JSX.Element => <StreamingText />;
    // @ts-expect-error two sources
    const both = (): JSX.Element => <StreamingText url="/run" stream={stream} />;
    // @ts-expect-error children that are not a function
    const markup = (): JSX.Element => <StreamingText url="/run">text</StreamingText>;
    // @ts-expect-error what to run is no default
    const shared = (): JSX.Element => <WorkflowStreamDefaults value={{ url: "/run" }} />;
    expectTypeOf([nothing, both, markup, shared]).items.returns.toEqualTypeOf<JSX.Element>();
  });
});
