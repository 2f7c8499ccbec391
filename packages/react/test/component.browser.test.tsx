import { createScriptedServer } from "@workflow-stream/conformance";
import { createRef, type ReactElement, useState } from "react";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import {
  type Snapshot,
  StreamingText,
  type StreamingTextHandle,
  type WorkflowStreamStatus,
} from "../src/index.ts";
import { besideText, explain, failFirstRun, firstRun, status, text } from "./page.tsx";

it("needs no more than a url, a class and a fallback text", async () => {
  const server = createScriptedServer();
  const { container } = await render(
    <StreamingText
      url="/api/story"
      fallbackText="Nothing to tell."
      className="story"
      options={{ fetch: server.fetch }}
    />,
  );
  await failFirstRun(server, container);
  expect(container.querySelector("p.story")).not.toBeNull();
  await expect.poll(() => besideText(container).textContent).toBe("Nothing to tell.");
});

it("hands its stream and methods to a ref, the same at each render", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const ref = createRef<StreamingTextHandle>();
  const page = (className: string): ReactElement => (
    <StreamingText
      ref={ref}
      workflowId="explain"
      token={token}
      immediate={false}
      className={className}
      options={{ fetch }}
    />
  );
  const { container, rerender } = await render(page("a"));
  const handle = ref.current!;
  await rerender(page("b"));
  expect(ref.current).toBe(handle);
  expect(server.requests).toHaveLength(0);
  void handle.start({ topic: "tides" });
  const run = await firstRun(server);
  expect(run.inputs).toEqual({ topic: "tides" });
  handle.stop();
  await expect.poll(() => run.isCancelled).toBe(true);
  expect(handle.stream.getSnapshot().status).toBe("stopped");
  await expect.poll(() => status(container)).toBe("stopped");
});

it("gives attributes to the root, which may be another element or a component", async () => {
  const server = createScriptedServer();
  const Card = (props: { "data-status"?: WorkflowStreamStatus }): ReactElement => (
    <article {...props} />
  );
  const { container, rerender } = await render(
    explain(server, { as: "blockquote", id: "quote", style: { color: "red" }, "aria-label": "x" }),
  );
  const root = container.querySelector<HTMLElement>("blockquote#quote")!;
  expect([root.style.color, root.ariaLabel]).toEqual(["red", "x"]);
  await rerender(explain(server, { as: Card }));
  await expect.poll(() => status(container)).toBe("connecting");
  expect(container.querySelector("article [data-text]")).not.toBeNull();
});

it("announces as the last render says", async () => {
  const server = createScriptedServer();
  const announce = (word: string) => (snapshot: Snapshot<unknown>) =>
    snapshot.status === "done" ? word : "";
  const { container, rerender } = await render(explain(server, { announce: announce("done") }));
  const run = await firstRun(server);
  await rerender(explain(server, { announce: announce("klaar") }));
  run.write("tij");
  run.finish();
  const announcer = container.querySelector("[role=status]")!;
  await expect.poll(() => announcer.textContent).toBe("klaar");
});

it("renders anew when the status changes, not with each piece of text", async () => {
  const server = createScriptedServer();
  let renders = 0;
  const Card = (props: object): ReactElement => {
    renders++;
    return <article {...props} />;
  };
  const { container } = await render(explain(server, { as: Card }));
  const run = await firstRun(server);
  run.write("one ");
  await expect.poll(() => text(container)).toBe("one ");
  await expect.poll(() => status(container)).toBe("streaming");
  const before = renders;
  for (const word of ["two ", "three ", "four "]) {
    run.write(word);
    await expect.poll(() => text(container)).toMatch(word);
  }
  expect(renders).toBe(before);
  run.finish();
  await expect.poll(() => status(container)).toBe("done");
  expect(renders).toBe(before + 1);
});

it("renders each text again once it is given children", async () => {
  const server = createScriptedServer();
  const { container, rerender } = await render(explain(server));
  const run = await firstRun(server);
  run.write("one ");
  await expect.poll(() => text(container)).toBe("one ");
  run.write("two ");
  await expect.poll(() => text(container)).toBe("one two ");
  await rerender(explain(server, { children: ({ text }) => <b>{text}</b> }));
  expect(container.querySelector("b")!.textContent).toBe("one two ");
  run.write("three");
  await expect.poll(() => container.querySelector("b")!.textContent).toBe("one two three");
});

it("shows all of the text at once when its root becomes another element", async () => {
  const server = createScriptedServer();
  let become!: (as: "blockquote") => void;
  function Page(): ReactElement {
    const [as, setAs] = useState<"p" | "blockquote">("p");
    become = setAs;
    return explain(server, { as });
  }
  const { container } = await render(<Page />);
  const run = await firstRun(server);
  run.write("one ");
  await expect.poll(() => text(container)).toBe("one ");
  run.write("two");
  await expect.poll(() => text(container)).toBe("one two");
  const shown: (string | undefined)[] = [];
  const observer = new MutationObserver(() => void shown.push(text(container)));
  observer.observe(container, { childList: true, subtree: true });
  // as an effect or an answer does it: what an event changes has its effects at once
  setTimeout(() => become("blockquote"));
  await expect.poll(() => container.querySelector("blockquote")).not.toBeNull();
  await expect.poll(() => shown.length).toBeGreaterThan(0);
  expect(new Set(shown)).toEqual(new Set(["one two"]));
});
