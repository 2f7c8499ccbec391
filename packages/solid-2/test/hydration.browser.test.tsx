import { hydrate } from "@solidjs/web";
import { eventually, forbidInlineStyles } from "@workflow-stream/conformance";
import { createWorkflowStream, type WorkflowStream } from "@workflow-stream/core";
import { flush } from "solid-js";
import { expect, inject, it, onTestFinished } from "vitest";
import { openPage, type Page } from "./page.ts";
import { type PageName, pages } from "./pages.tsx";
import { captureWarnings } from "./warnings.ts";

/** Receives a page as far as its shell. */
function receive(
  name: PageName,
  stream?: WorkflowStream,
): Page & { hydrate(): void; receiveRest(): void } {
  // a page hydrates once; here each test stands for a page
  Reflect.deleteProperty(globalThis, "_$HY");
  Reflect.deleteProperty(globalThis, "$R");
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
  const Page = pages[name];
  const props = { ...page.server, stream };
  return {
    ...page,
    hydrate: () => onTestFinished(hydrate(() => <Page {...props} />, page.container)),
    receiveRest: () => rest.forEach(add),
  };
}

it.each<[PageName, string]>([
  ["component", "section"],
  ["cell", "td"],
  ["slot", "p"],
  ["defaults", "p"],
  ["primitive", "p"],
])("hydrates what the server sent, then starts: %s", async (name, tag) => {
  const violations = await forbidInlineStyles();
  const { container, server, hydrate, shows } = receive(name);
  const before = [...container.querySelectorAll(`${tag}, [data-text], b, [role]`)];
  const initialText = container.textContent;
  hydrate();
  expect([...container.querySelectorAll(`${tag}, [data-text], b, [role]`)]).toEqual(before);
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
  const { container, hydrate, shows } = receive("shared", stream);
  const paragraph = container.querySelector("p");
  expect(container.textContent).toBe("");
  stream.setText("begun before");
  hydrate();
  await shows("begun before");
  expect(container.querySelector("p")).toBe(paragraph);
  stream.setText("begun before, and more");
  await shows("begun before, and more");
});

it("starts the run of a text when it is hydrated", async () => {
  const { container, server, hydrate, shows } = receive("text");
  expect(container.innerHTML).toContain("waiting");
  hydrate();
  expect(container.innerHTML).toContain("waiting");
  await eventually(() => server.runs.length, 1);
  expect(server.runs[0]!.inputs).toEqual({ topic: "tides" });
  server.runs[0]!.write("The moon ");
  await shows("tidesThe moon ");
  const article = container.querySelector("article");
  server.runs[0]!.write("pulls.");
  await shows("tidesThe moon pulls.");
  expect(container.querySelector("article")).toBe(article);
  container.querySelector("button")!.click();
  await eventually(
    () => server.runs.map(({ inputs }) => inputs),
    [{ topic: "tides" }, { topic: "moons" }],
  );
  server.runs[1]!.write("Moons");
  await shows("moonsMoons");
});

it("hydrates a page that is still being sent", async () => {
  const { container, server, hydrate, shows, receiveRest } = receive("streamed");
  hydrate();
  flush();
  expect(container.textContent).toBe("slow");
  expect(server.requests).toEqual([]);
  receiveRest();
  await shows("server datawaiting");
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  await shows("server datatidesThe moon");
  expect(server.runs).toHaveLength(1);
});

it("does not wait for another part of a page that is still being sent", async () => {
  const { server, hydrate, shows, receiveRest } = receive("beside");
  hydrate();
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  await shows("slowtidesThe moon");
  receiveRest();
  await shows("server datatidesThe moon");
  expect(server.runs).toHaveLength(1);
});
