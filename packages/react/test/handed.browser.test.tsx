import { createScriptedServer } from "@workflow-stream/conformance";
import type { ReactElement } from "react";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { createWorkflowStream, StreamingText } from "../src/index.ts";
import { besideText, firstRun, text } from "./page.tsx";

it("shows another stream when it is handed another, and ends neither", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const make = (initialText: string) =>
    createWorkflowStream({ workflowId: "explain", fetch, token, initialText });
  const streams = [make("one"), make("two")] as const;
  const { container, rerender, unmount } = await render(<StreamingText stream={streams[0]} />);
  const element = container.querySelector("[data-text]")!;
  expect(element.textContent).toBe("one");
  void streams[0].start();
  const run = await firstRun(server);
  const written: string[] = [];
  const note = ({ addedNodes }: MutationRecord): void =>
    void written.push(...Array.from(addedNodes, ({ nodeName }) => nodeName));
  new MutationObserver((records) => records.forEach(note)).observe(element, { childList: true });
  await rerender(<StreamingText stream={streams[1]} />);
  expect(element.textContent).toBe("two");
  // blocks alone: React itself would write a text node
  expect(written).toEqual(["SPAN"]);
  streams[1].setText("two and a half");
  await expect.poll(() => text(container)).toBe("two and a half");
  await unmount();
  run.write("gone on");
  run.finish();
  await expect.poll(() => streams[0].getSnapshot().status).toBe("done");
  expect(streams[0].getSnapshot().text).toBe("gone on");
  expect(run.isCancelled).toBe(false);
});

it("shows the fallback of the stream it is handed last", async () => {
  const server = createScriptedServer();
  const fine = createWorkflowStream({ url: "/run", fetch: server.fetch });
  const broken = createWorkflowStream({ url: "/run", fetch: server.fetch, retries: 0 });
  server.failNext({ kind: "refuse", status: 500, code: "broken" });
  await broken.start();
  const page = (stream: typeof fine): ReactElement => (
    <StreamingText stream={stream} fallbackText="Sorry" />
  );
  const { container, rerender } = await render(page(fine));
  expect(besideText(container).textContent).toBe("");
  await rerender(page(broken));
  await expect.poll(() => besideText(container).textContent).toBe("Sorry");
});

it("ends the stream it made, and what is due of it, when it is handed one instead", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const handed = createWorkflowStream({ url: "/elsewhere", initialText: "handed" });
  const own = (topic: string): ReactElement => (
    <StreamingText
      workflowId="explain"
      token={token}
      inputs={{ topic }}
      options={{ fetch, restartDelayMs: 50 }}
    />
  );
  const { container, rerender } = await render(own("tides"));
  const run = await firstRun(server);
  await rerender(own("moons"));
  await rerender(<StreamingText stream={handed} />);
  expect(text(container)).toBe("handed");
  await expect.poll(() => run.isCancelled).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(server.runs).toHaveLength(1);
});
