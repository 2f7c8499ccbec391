import { eventually, forbidInlineStyles } from "@workflow-stream/conformance";
import { createWorkflowStream, type WorkflowStream } from "@workflow-stream/core";
import { sharedConfig } from "solid-js";
import { hydrate } from "solid-js/web";
import { beforeEach, expect, inject, it, onTestFinished } from "vitest";
import { openPage, type Page } from "./page.ts";
import { type PageName, pages } from "./pages.tsx";
import { captureWarnings } from "./warnings.ts";

beforeEach(() => {
  // a page hydrates once; here each test stands for a page
  Object.assign(sharedConfig, { done: false, registry: undefined });
  Reflect.deleteProperty(globalThis, "_$HY");
  Reflect.deleteProperty(globalThis, "$R");
});

/** Receives a page as far as its shell. */
function receive(
  name: PageName,
  stream?: WorkflowStream,
): Page & { hydrate(): void; receiveRest(): void } {
  const page = openPage();
  const [header, shell, ...rest] = inject("renderedPages")[name]!;
  const add = (html: string): void => {
    // the scripts of a fragment that is made like this run
    page.container.append(document.createRange().createContextualFragment(html));
    for (const script of page.container.querySelectorAll("script")) script.remove();
  };
  document.head.append(document.createRange().createContextualFragment(header!));
  add(shell!);
  const { warnings, release } = captureWarnings();
  onTestFinished(() => {
    release();
    expect(warnings).toEqual([]);
  });
  const Component = pages[name];
  return {
    ...page,
    hydrate: () =>
      onTestFinished(hydrate(() => <Component {...page.server} stream={stream} />, page.container)),
    receiveRest: () => rest.forEach(add),
  };
}

it.each<[PageName, string]>([
  ["component", "section"],
  ["markdown", "article"],
  ["cell", "td"],
  ["slot", "p"],
  ["primitive", "p"],
])("hydrates what the server sent, then starts: %s", async (name, tag) => {
  const violations = await forbidInlineStyles();
  const { container, server, hydrate, shows } = receive(name);
  const before = [
    ...container.querySelectorAll(`${tag}, [data-text], [data-text] [dir], b, [role]`),
  ];
  const initialText = container.textContent;
  hydrate();
  expect([
    ...container.querySelectorAll(`${tag}, [data-text], [data-text] [dir], b, [role]`),
  ]).toEqual(before);
  expect(container.textContent).toBe(initialText);
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("once");
  await shows("once");
  expect(container.querySelector(tag)).toBe(before[0]);
  expect(container.querySelector<HTMLElement>(tag)!.dataset["status"]).toBe("streaming");
  const announcer = container.querySelector("[role=status]");
  if (announcer) expect(getComputedStyle(announcer).position).toBe("fixed");
  expect(violations).toEqual([]);
});

it("shows what a stream that was handed in has beyond what the server sent", async () => {
  const stream = createWorkflowStream({ url: "/run" });
  const { container, hydrate } = receive("shared", stream);
  const paragraph = container.querySelector("p");
  expect(container.textContent).toBe("");
  stream.setText("begun before");
  hydrate();
  expect(container.textContent).toBe("begun before");
  expect(container.querySelector("p")).toBe(paragraph);
  stream.setText("begun before, and more");
  expect(container.textContent).toBe("begun before, and more");
});

it("opens the source of a resource when it is mounted", async () => {
  const { container, server, hydrate, shows } = receive("resource");
  const article = container.querySelector("article");
  hydrate();
  expect(container.innerHTML).toContain("<i>waiting</i>");
  await eventually(() => server.runs.length, 1);
  expect(server.runs[0]!.inputs).toEqual({ topic: "tides" });
  server.runs[0]!.write("The moon ");
  await shows("tidesThe moon ");
  expect(container.querySelector("article")).toBe(article);
  server.runs[0]!.write("pulls.");
  await shows("tidesThe moon pulls.");
});

it("hydrates a page that is still being sent", async () => {
  const { container, server, hydrate, shows, receiveRest } = receive("streamed");
  hydrate();
  expect(container.textContent).toBe("slow");
  expect(server.requests).toEqual([]);
  receiveRest();
  await shows("server datawaiting");
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  await shows("server datatidesThe moon");
  expect(server.runs).toHaveLength(1);
});
