import { eventually } from "@workflow-stream/conformance";
import { createEffect, createRoot, createSignal, type JSX } from "solid-js";
import { createStore } from "solid-js/store";
import { expect, it, onTestFinished } from "vitest";
import {
  createWorkflowStream,
  StreamingText,
  WorkflowStreamDefaults,
  type WorkflowStream,
} from "../src/index.ts";
import { openPage } from "./page.ts";

/** Runs something in a root that ends with the test. */
function inRoot<T>(run: () => T): T {
  return createRoot((dispose) => {
    onTestFinished(dispose);
    return run();
  });
}

it("a change of status reruns nothing that reads the text, and what reads both runs once", async () => {
  const { server } = openPage();
  const texts: string[] = [];
  const both: string[] = [];
  const { status } = inRoot(() => {
    const { text, status } = createWorkflowStream({ workflowId: "x", ...server, immediate: true });
    createEffect(() => texts.push(text()));
    createEffect(() => both.push(`${status()} ${text()}`));
    return { status };
  });
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  await eventually(status, "streaming");
  server.runs[0]!.write(" pulls");
  server.runs[0]!.finish();
  await eventually(status, "done");
  expect(texts).toEqual(["", "The moon", "The moon pulls"]);
  expect(both).toEqual(["idle ", "connecting ", "streaming The moon", "done The moon pulls"]);
});

it("is not made again where its options are read", async () => {
  const { server } = openPage();
  const [topic, setTopic] = createSignal("tides");
  const made: unknown[] = [];
  inRoot(() =>
    createEffect(() => {
      const options = () => ({ workflowId: "x", ...server, inputs: { topic: topic() } });
      made.push(createWorkflowStream(options));
    }),
  );
  setTopic("rain");
  expect(made).toHaveLength(1);
});

it("what a start reads does not rerun the effect that started it", async () => {
  const { server } = openPage();
  const [chapter, setChapter] = createSignal(1);
  const [topic, setTopic] = createSignal("tides");
  const { status } = inRoot(() => {
    const { start, status } = createWorkflowStream(() => ({
      workflowId: "x",
      ...server,
      inputs: () => ({ topic: topic() }),
    }));
    createEffect(() => {
      chapter();
      void start();
    });
    return { status };
  });
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  server.runs[0]!.finish();
  await eventually(status, "done");
  setTopic("rain");
  expect(status()).toBe("done");
  setChapter(2);
  await eventually(
    () => server.runs.map(({ inputs }) => inputs),
    [{ topic: "tides" }, { topic: "rain" }],
  );
});

it("inputs that change within a store start again", async () => {
  const { server } = openPage();
  const [inputs, setInputs] = createStore({ topic: "tides" });
  inRoot(() =>
    createWorkflowStream(() => ({
      workflowId: "x",
      ...server,
      immediate: true,
      restartDelayMs: 10,
      inputs,
    })),
  );
  await eventually(() => server.runs.length, 1);
  setInputs("topic", "rain");
  await eventually(
    () => server.runs.map(({ inputs }) => inputs),
    [{ topic: "tides" }, { topic: "rain" }],
  );
});

it("takes from the defaults around it what it is not given", async () => {
  const { server, render } = openPage();
  const [baseUrl, setBaseUrl] = createSignal("/first");
  const stream: { current?: WorkflowStream } = {};
  const Inner = (): JSX.Element => {
    const { text, stream: made } = createWorkflowStream({ workflowId: "x", token: undefined });
    stream.current = made;
    return <p>{text()}</p>;
  };
  render(() => (
    <WorkflowStreamDefaults value={{ fetch: server.fetch, baseUrl: baseUrl(), tokenIn: "header" }}>
      <WorkflowStreamDefaults value={{ token: server.token, tokenIn: "query" }}>
        <Inner />
      </WorkflowStreamDefaults>
    </WorkflowStreamDefaults>
  ));
  setBaseUrl("/api/v1");
  void stream.current!.start();
  await eventually(() => server.requests.length, 1);
  const { url, headers } = server.requests[0]!;
  expect(url.pathname).toBe("/api/v1/run/x/stream");
  expect(url.searchParams.get("token")).toBe("pub_tok_1");
  expect(headers.has("authorization")).toBe(false);
});

it("shows another stream when it is given another", async () => {
  const { server, render, container } = openPage();
  const make = (initialText: string): WorkflowStream =>
    inRoot(() => createWorkflowStream({ workflowId: "x", ...server, initialText })).stream;
  const [stream, setStream] = createSignal(make("one"));
  render(() => <StreamingText stream={stream()} class="story" />);
  const text = (): string => container.querySelector(".story")!.textContent;
  expect(text()).toBe("one");
  setStream(make("two"));
  expect(text()).toBe("two");
  stream().setText("two, and more");
  expect(text()).toBe("two, and more");
});

it("takes its props before its options, and gives other attributes to the root, which may be a component", async () => {
  const { server, render, container } = openPage();
  const Card = (props: { children?: JSX.Element; id?: string }): JSX.Element => (
    <article {...props} />
  );
  const [error, setError] = createSignal("");
  server.failNext({ kind: "refuse", status: 403, code: "origin_denied" });
  render(() => (
    <StreamingText
      workflowId="x"
      token={server.token}
      options={{ fetch: server.fetch, token: "ours", onError: ({ code }) => setError(code) }}
      as={Card}
      id="card"
      lang="la"
      fallback={(failed) => <i>{failed?.code}</i>}
    />
  ));
  await eventually(error, "forbidden");
  const card = container.querySelector<HTMLElement>("article#card")!;
  expect([card.lang, card.dataset["status"]]).toEqual(["la", "error"]);
  expect(card.querySelector("i")!.textContent).toBe("forbidden");
  expect(server.requests[0]!.url.searchParams.get("token")).toBe("pub_tok_1");
});
