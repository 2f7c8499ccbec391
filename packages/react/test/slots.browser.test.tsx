import { createScriptedServer } from "@workflow-stream/conformance";
import { StrictMode } from "react";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import type { StreamingTextProps } from "../src/index.ts";
import { besideText, explain, failFirstRun, firstRun, text } from "./page.tsx";

it.each([
  ["a node", <b key="b">Sorry</b>, "<b>Sorry</b>"],
  ["a function of the error", ({ error }) => error?.code, "workflow_failed"],
  ["nothing", false, ""],
] satisfies [string, StreamingTextProps["fallback"], string][])(
  "shows %s as fallback",
  async (_, fallback, markup) => {
    const server = createScriptedServer();
    const { container } = await render(explain(server, { fallback, fallbackText: "not this" }));
    await failFirstRun(server, container);
    await expect.poll(() => besideText(container).innerHTML).toBe(markup);
  },
);

it("shows a node as spinner, or none", async () => {
  const spinners = [<i key="i">waiting</i>, false] as const;
  const found: string[] = [];
  for (const spinner of spinners) {
    const server = createScriptedServer();
    const { container, unmount } = await render(explain(server, { spinner }));
    await firstRun(server);
    await new Promise((resolve) => setTimeout(resolve, 50));
    found.push(besideText(container).innerHTML);
    await unmount();
  }
  expect(found).toEqual(["<i>waiting</i>", ""]);
});

it("animates its own spinner once, also under StrictMode", async () => {
  const { container } = await render(explain(createScriptedServer()), { wrapper: StrictMode });
  await expect.poll(() => container.querySelector("[data-spinner]")).not.toBeNull();
  expect(container.querySelector("[data-spinner]")!.getAnimations()).toHaveLength(1);
});

it("changes between plain text and a renderer while the text grows", async () => {
  const server = createScriptedServer();
  const upper: StreamingTextProps["children"] = ({ text }) => <b>{text.toUpperCase()}</b>;
  const { container, rerender } = await render(explain(server));
  const run = await firstRun(server);
  run.write("one");
  await expect.poll(() => text(container)).toBe("one");
  await rerender(explain(server, { children: upper }));
  expect(container.querySelector("p > [aria-busy]")!.innerHTML).toBe("<b>ONE</b>");
  run.write(" two");
  await expect.poll(() => container.querySelector("b")!.textContent).toBe("ONE TWO");
  await rerender(explain(server));
  expect(text(container)).toBe("one two");
  expect(server.runs).toHaveLength(1);
});
