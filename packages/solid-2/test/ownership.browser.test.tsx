import type { JSX } from "@solidjs/web";
import { eventually } from "@workflow-stream/conformance";
import { createWorkflowStream as createStream } from "@workflow-stream/core";
import { createEffect, createMemo, createSignal, flush, Loading, Show } from "solid-js";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  createWorkflowStream,
  createWorkflowText,
  StreamingText,
  type StreamingTextHandle,
} from "../src/index.ts";
import { StreamingMarkdown } from "../src/markdown/index.ts";
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

it("may be started in a component's body, where nothing may be written", async () => {
  const { render, server, shows } = openPage();
  const Page = (): JSX.Element => {
    const { fetch, token } = server;
    const { text, start } = createWorkflowStream({ workflowId: "x", fetch, token });
    void start({ topic: "tides" });
    return <p>{text()}</p>;
  };
  render(() => <Page />);
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  await shows("The moon");
});

it("a stream may be changed in a memo, beside those who show it", async () => {
  const { container, render, shows } = openPage();
  const stream = createStream({ url: "/run" });
  const [topic, setTopic] = createSignal("tides");
  const Page = (): JSX.Element => {
    const { text } = createWorkflowStream(stream);
    const set = createMemo(() => (stream.setText(topic()), topic()));
    return (
      <>
        <b>{set()}</b> <i>{text()}</i> <StreamingText stream={stream} />
      </>
    );
  };
  render(() => <Page />);
  await shows("tides tides tides");
  setTopic("rain");
  await shows("rain rain rain");
  expect(container.querySelector("p")!.dataset["status"]).toBe("idle");
});

it("an effect that starts a run does not depend on what the options read", async () => {
  const { render, server } = openPage();
  const [topic, setTopic] = createSignal("tides");
  const [asked, setAsked] = createSignal(0);
  let effects = 0;
  const Page = (): JSX.Element => {
    const { start, stop } = createWorkflowStream(() => ({
      workflowId: "x",
      fetch: server.fetch,
      inputs: { topic: topic() },
      token: () => (setAsked(asked() + 1), server.token()),
    }));
    createEffect(
      () => {
        effects++;
        void start();
      },
      () => stop,
    );
    return <p>{asked()}</p>;
  };
  render(() => <Page />);
  await eventually(() => server.runs.length, 1);
  await eventually(asked, 1);
  setTopic("rain");
  flush();
  expect([effects, server.requests.length]).toEqual([1, 1]);
});

it("what a token function writes and reads is no part of a text's memo", async () => {
  const { render, server, shows } = openPage();
  const [asked, setAsked] = createSignal(0);
  const Page = (): JSX.Element => {
    const token = () => (setAsked(asked() + 1), server.token());
    const [text] = createWorkflowText(() => ({ topic: "tides" }), {
      workflowId: "x",
      fetch: server.fetch,
      token,
    });
    return <Loading fallback="wait">{text()}</Loading>;
  };
  render(() => <Page />);
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  await shows("The moon");
  setAsked(10);
  flush();
  expect(server.requests).toHaveLength(1);
});

it("what an announcement reads does not begin it anew", async () => {
  const { container, render, server } = openPage();
  const [language, setLanguage] = createSignal("en");
  const said: string[] = [];
  const Page = (): JSX.Element => (
    <StreamingText
      workflowId="x"
      token={server.token}
      options={{ fetch: server.fetch }}
      announce={({ status }) => (said.push(status), `${language()}: ${status}`)}
    />
  );
  render(() => <Page />);
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  server.runs[0]!.finish();
  const announced = (): string | null => container.querySelector("[role=status]")!.textContent;
  await eventually(announced, "en: done");
  const before = said.length;
  setLanguage("de");
  flush();
  expect([said.length, announced()]).toEqual([before, "en: done"]);
});

it("a component whose body runs again for data that was pending begins one run", async () => {
  const { render, server, shows } = openPage();
  let send!: (topic: string) => void;
  const loaded = new Promise<string>((resolve) => (send = resolve));
  let bodies = 0;
  const Text = (props: { topic: string }): JSX.Element => {
    bodies++;
    const { fetch, token } = server;
    const { text } = createWorkflowStream(() => ({
      workflowId: "x",
      fetch,
      token,
      immediate: true,
      inputs: { topic: props.topic },
    }));
    return <p>{text()}</p>;
  };
  const Page = (): JSX.Element => {
    const topic = createMemo(() => loaded);
    return (
      <Loading fallback="wait">
        <Text topic={topic()} />
      </Loading>
    );
  };
  render(() => <Page />);
  await shows("wait");
  expect(server.requests).toEqual([]);
  send("tides");
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  await shows("The moon");
  expect([bodies > 1, server.runs.map(({ inputs }) => inputs)]).toEqual([
    true,
    [{ topic: "tides" }],
  ]);
});

it("ends when a condition takes it away, and begins anew when it is back", async () => {
  const { render, server, shows } = openPage();
  const [isShown, setShown] = createSignal(true);
  const { fetch, token } = server;
  render(() => (
    <Show when={isShown()} fallback="gone">
      <StreamingText workflowId="x" token={token} options={{ fetch }} />
    </Show>
  ));
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  await shows("The moon");
  setShown(false);
  await shows("gone");
  await eventually(() => server.runs[0]!.isCancelled, true);
  setShown(true);
  await eventually(() => server.runs.length, 2);
});

it("gives its handle to a variable, a function or several", () => {
  const { render } = openPage();
  const given: StreamingTextHandle[] = [];
  let handle: StreamingTextHandle | undefined;
  render(() => (
    <>
      <StreamingText url="/run" immediate={false} ref={handle} />
      <StreamingText url="/run" immediate={false} ref={(made) => given.push(made)} />
      <StreamingText
        url="/run"
        immediate={false}
        ref={[(made) => given.push(made), (made) => given.push(made)]}
      />
    </>
  ));
  expect(typeof handle?.start).toBe("function");
  expect(given.map(({ stop }) => typeof stop)).toEqual(["function", "function", "function"]);
});

it("makes no spinner and no fallback before it shows one", async () => {
  const { render, shows } = openPage();
  let made = 0;
  const make = (): JSX.Element => <i>{made++}</i>;
  const stream = createStream({ url: "/run", initialText: "tides " });
  render(() => (
    <>
      <StreamingText stream={stream} spinner={make()} fallback={make()} />
      <StreamingMarkdown stream={stream} spinner={make()} fallback={make()} />
      <StreamingMarkdown text="rain" spinner={make()} fallback={make()} />
    </>
  ));
  await shows("tides tidesrain");
  expect(made).toBe(0);
});
