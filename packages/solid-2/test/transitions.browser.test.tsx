import type { JSX } from "@solidjs/web";
import { eventually } from "@workflow-stream/conformance";
import { createWorkflowStream as createStream } from "@workflow-stream/core";
import { createMemo, createSignal, Loading, Reveal } from "solid-js";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createWorkflowStream, createWorkflowText, StreamingText } from "../src/index.ts";
import { openPage } from "./page.ts";
import { captureWarnings } from "./warnings.ts";

let captured: ReturnType<typeof captureWarnings>;
beforeEach(() => {
  captured = captureWarnings();
});
afterEach(() => {
  captured.release();
  expect(captured.warnings).toEqual([]);
});

/** Data that comes when it is told to, once for each question. */
function createData(): { ask: (question: string) => Promise<string>; answer(): void } {
  let resolve = (): void => {};
  return {
    ask: (question) => new Promise((done) => (resolve = () => done(question))),
    answer: () => resolve(),
  };
}

it("a text grows while a transition waits, also one that the same event began", async () => {
  const { container, render, shows } = openPage();
  const data = createData();
  const [route, setRoute] = createSignal("home");
  const stream = createStream({ url: "/run" });
  render(() => <Page />);
  function Page(): JSX.Element {
    const { text } = createWorkflowStream(stream);
    const loaded = createMemo(() => data.ask(route()));
    return (
      <Loading fallback="wait">
        <b>{loaded()}</b>: <i>{text()}</i>, <StreamingText stream={stream} />
      </Loading>
    );
  }
  data.answer();
  await shows("home: , ");
  setRoute("away");
  stream.setText("one");
  await shows("home: one, one");
  stream.setText("one two");
  await shows("home: one two, one two");
  expect(container.querySelector("p")!.dataset["status"]).toBe("idle");
  data.answer();
  await shows("away: one two, one two");
});

it("the text of a memo grows while a transition of something else waits", async () => {
  const { render, server, shows } = openPage();
  const data = createData();
  const [route, setRoute] = createSignal("home");
  render(() => <Page />);
  function Page(): JSX.Element {
    const { fetch, token } = server;
    const [text] = createWorkflowText(() => ({ topic: "tides" }), {
      workflowId: "x",
      fetch,
      token,
    });
    const loaded = createMemo(() => data.ask(route()));
    return (
      <Loading fallback="wait">
        <b>{loaded()}</b>: <i>{text()}</i>
      </Loading>
    );
  }
  data.answer();
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The ");
  await shows("home: The ");
  setRoute("away");
  server.runs[0]!.write("moon");
  await shows("home: The moon");
  data.answer();
  await shows("away: The moon");
});

it("other inputs show the fallback where Loading depends on them", async () => {
  const { render, server, shows } = openPage();
  const [topic, setTopic] = createSignal("tides");
  render(() => <Page />);
  function Page(): JSX.Element {
    const { fetch, token } = server;
    const [text] = createWorkflowText(() => ({ topic: topic() }), {
      workflowId: "x",
      fetch,
      token,
    });
    return (
      <Loading fallback="wait" on={topic()}>
        {text()}
      </Loading>
    );
  }
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  await shows("The moon");
  setTopic("rain");
  await shows("wait");
  await eventually(() => server.runs.length, 2);
  server.runs[1]!.write("Clouds");
  await shows("Clouds");
});

it("a further change before the first text leaves one run", async () => {
  const { render, server, shows } = openPage();
  const [topic, setTopic] = createSignal("tides");
  render(() => <Page />);
  function Page(): JSX.Element {
    const { fetch, token } = server;
    const [text] = createWorkflowText(() => ({ topic: topic() }), {
      workflowId: "x",
      fetch,
      token,
    });
    return <Loading fallback="wait">{text()}</Loading>;
  }
  await eventually(() => server.runs.length, 1);
  setTopic("rain");
  await eventually(() => server.runs.length, 2);
  setTopic("snow");
  await eventually(() => server.runs.length, 3);
  server.runs[2]!.write("Snow");
  await shows("Snow");
  const ends = (): boolean[] => server.runs.map(({ isCancelled }) => isCancelled);
  await eventually(ends, [true, true, false]);
});

it("texts are revealed in their order, each growing from then on", async () => {
  const { render, server, shows } = openPage();
  const Text = (props: { topic: string }): JSX.Element => {
    const { fetch, token } = server;
    const [text] = createWorkflowText(() => ({ topic: props.topic }), {
      workflowId: "x",
      fetch,
      token,
    });
    return <Loading fallback={`${props.topic}? `}>{text()}</Loading>;
  };
  render(() => (
    <Reveal>
      <Text topic="tides" />
      <Text topic="rain" />
    </Reveal>
  ));
  await eventually(() => server.runs.length, 2);
  const [tides, rain] = server.runs;
  rain!.write("Clouds");
  await eventually(() => server.requests.length, 2);
  await shows("tides? rain? ");
  tides!.write("The moon. ");
  await shows("The moon. Clouds");
  rain!.write(" and wind");
  await shows("The moon. Clouds and wind");
});
