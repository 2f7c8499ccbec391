import { createScriptedServer } from "@workflow-stream/conformance";
import { type ReactElement, startTransition, useLayoutEffect, useState } from "react";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { createWorkflowStream, StreamingText, useWorkflowStream } from "../src/index.ts";
import { firstRun, status, text } from "./page.tsx";

it("shows one text in all components of a commit, however slowly they render", async () => {
  const stream = createWorkflowStream({ url: "/run", initialText: "old", flush: "sync" });
  const commits: (string | null)[][] = [];
  let show!: (isShown: boolean) => void;
  function Slow(): ReactElement {
    const { text } = useWorkflowStream(stream);
    const end = performance.now() + 4;
    while (performance.now() < end);
    return <i>{text}</i>;
  }
  function Page(): ReactElement {
    const [isShown, setIsShown] = useState(false);
    show = setIsShown;
    useLayoutEffect(() => {
      const shown = Array.from(document.querySelectorAll("#slow i"), (item) => item.textContent);
      if (shown.length > 0) commits.push(shown);
    });
    return <p id="slow">{isShown && Array.from({ length: 20 }, (_, at) => <Slow key={at} />)}</p>;
  }
  const { container } = await render(<Page />);
  startTransition(() => show(true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(container.querySelector("i")).toBeNull();
  stream.setText("new");
  await expect.poll(() => container.textContent).toBe("new".repeat(20));
  expect(commits.map((texts) => new Set(texts).size)).toEqual(commits.map(() => 1));
});

it("leaves the text's nodes alone when it renders anew", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const page = (className: string): ReactElement => (
    <StreamingText
      workflowId="explain"
      token={token}
      initialText="Before"
      className={className}
      options={{ fetch }}
    />
  );
  const { container, rerender } = await render(page("a"));
  const run = await firstRun(server);
  run.write("one");
  await expect.poll(() => text(container)).toBe("one");
  const node = container.querySelector("[data-text] > span")!.firstChild!;
  await rerender(page("b"));
  run.write(" two");
  run.finish();
  await expect.poll(() => status(container)).toBe("done");
  expect(container.querySelector("p")!.className).toBe("b");
  expect([node.isConnected, node.textContent]).toEqual([true, "one two"]);
});
