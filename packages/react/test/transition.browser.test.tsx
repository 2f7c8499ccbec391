import { createScriptedServer } from "@workflow-stream/conformance";
import type { ReactElement } from "react";
import { expect, it, onTestFinished } from "vitest";
import { render } from "vitest-browser-react";
import {
  createWorkflowStream,
  StreamingText,
  useWorkflowStream,
  type WorkflowStream,
} from "../src/index.ts";
import { firstRun } from "./page.tsx";
import { createSlowPage } from "./slowPage.tsx";

/** 100 deltas a second. */
const DELTA_EVERY_MS = 10;
/** How often a transition's page may be begun. */
const MOST_RENDERS = 3;

interface Given {
  stream: WorkflowStream;
}

function Hook({ stream }: Given): ReactElement {
  const { text, status } = useWorkflowStream(stream);
  return <p data-status={status}>{text}</p>;
}

function Component({ stream }: Given): ReactElement {
  return <StreamingText stream={stream} />;
}

function Slot({ stream }: Given): ReactElement {
  return <StreamingText stream={stream}>{({ text }) => <b>{text}</b>}</StreamingText>;
}

const SHOWN = [Hook, Component, Slot];

/** A stream that grows by 100 deltas a second until the test ends. */
async function growingStream(): Promise<WorkflowStream> {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const stream = createWorkflowStream({ workflowId: "explain", fetch, token });
  void stream.start();
  const run = await firstRun(server);
  run.write("text");
  const timer = setInterval(() => run.write(" grows"), DELTA_EVERY_MS);
  await expect.poll(() => stream.getSnapshot().status).toBe("streaming");
  onTestFinished(() => {
    clearInterval(timer);
    stream.stop();
  });
  return stream;
}

it.each(SHOWN)(
  "renders a transition's slow page at most three times beside a %o",
  async (Shown) => {
    const stream = await growingStream();
    const { Site, go, renders } = createSlowPage();
    const { container } = await render(
      <Site>
        <Shown stream={stream} />
      </Site>,
    );
    const { chunks } = stream.getSnapshot().timing;
    await go();
    expect(renders()).toBeLessThanOrEqual(MOST_RENDERS);
    expect(stream.getSnapshot().timing.chunks).toBeGreaterThan(chunks + MOST_RENDERS);
    expect(container.querySelector("section")).not.toBeNull();
  },
);

it.each(SHOWN)("renders a slow page that holds %o at most three times", async (Shown) => {
  const stream = await growingStream();
  const { Site, go, renders } = createSlowPage({ content: () => <Shown stream={stream} /> });
  await render(<Site>{null}</Site>);
  await go();
  expect(renders()).toBeLessThanOrEqual(MOST_RENDERS);
});
