/// <reference types="vite/client" />
import {
  createScriptedServer,
  forbidInlineStyles,
  type ScriptedServer,
} from "@workflow-stream/conformance";
import { sessionPersister } from "@workflow-stream/core/persist";
import { createRef, type ReactElement, StrictMode, version } from "react";
import { flushSync } from "react-dom";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { StreamingText, type StreamingTextHandle, useWorkflowStream } from "../src/index.ts";
import { firstRun, status, text } from "./page.tsx";

let container: HTMLElement;
let root: Root | undefined;
const printed = vi.spyOn(console, "error");

beforeEach(() => {
  container = document.body.appendChild(document.createElement("div"));
});

afterEach(() => {
  root?.unmount();
  container.remove();
  expect(printed).not.toHaveBeenCalled();
});

function Hook({ fetch, token }: ScriptedServer): ReactElement {
  const { text, status } = useWorkflowStream({
    workflowId: "explain",
    fetch,
    token,
    immediate: true,
    initialText: "a < b\n",
  });
  return (
    <p data-status={status}>
      <span data-text="">{text}</span>
    </p>
  );
}

function Component({ fetch, token }: ScriptedServer): ReactElement {
  return (
    <StreamingText
      workflowId="explain"
      token={token}
      initialText={"a < b\n"}
      options={{ fetch }}
      spinnerDelayMs={0}
    />
  );
}

function Cell({ fetch, token }: ScriptedServer): ReactElement {
  return (
    <table>
      <tbody>
        <tr>
          <StreamingText
            as="td"
            workflowId="explain"
            token={token}
            initialText={"a < b\n"}
            options={{ fetch }}
          />
        </tr>
      </tbody>
    </table>
  );
}

const PAGES = [Hook, Component, Cell];

it("runs on the React that is meant", () => {
  expect(version.split(".")[0]).toBe(import.meta.env["REACT"]);
});

it.each(PAGES)("asks once under StrictMode, and stops when it goes: %o", async (Page) => {
  const server = createScriptedServer();
  root = createRoot(container);
  root.render(
    <StrictMode>
      <Page {...server} />
    </StrictMode>,
  );
  const run = await firstRun(server);
  run.write("one\n");
  await expect.poll(() => text(container)).toBe("one\n");
  run.write("two");
  await expect.poll(() => text(container)).toBe("one\ntwo");
  expect(status(container)).toBe("streaming");
  expect([server.requests.length, server.tokensIssued]).toEqual([1, 1]);
  root.unmount();
  await expect.poll(() => run.isCancelled).toBe(true);
});

it.each(PAGES)("takes over what a server rendered, without a warning: %o", async (Page) => {
  const server = createScriptedServer();
  const violations = await forbidInlineStyles();
  const warnings: unknown[] = [];
  const onRecoverableError = (error: unknown): void => void warnings.push(error);
  const page = <Page {...server} />;
  container.innerHTML = renderToString(page);
  expect(server.requests).toHaveLength(0);
  const element = container.querySelector("[data-text]")!;
  expect(element.textContent).toBe("a < b\n");
  flushSync(() => {
    root = hydrateRoot(container, page, { onRecoverableError });
  });
  const run = await firstRun(server);
  run.write("<i>grown</i>");
  run.finish();
  await expect.poll(() => status(container)).toBe("done");
  expect(element.textContent).toBe("<i>grown</i>");
  expect(element.isConnected).toBe(true);
  const announcer = container.querySelector("[role=status]");
  if (announcer) expect(getComputedStyle(announcer).position).toBe("fixed");
  expect([warnings, violations]).toEqual([[], []]);
  expect(server.requests).toHaveLength(1);
});

it("takes over what a server rendered, then goes on with a run that is remembered", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const page = (
    <StreamingText
      workflowId="explain"
      token={token}
      persister={sessionPersister("hydrated")}
      initialText="a < b"
      options={{ fetch }}
    />
  );
  const html = renderToString(page);
  root = createRoot(container);
  flushSync(() => root!.render(page));
  const run = await firstRun(server);
  run.write("On ");
  root.unmount();
  container.innerHTML = html;
  const warnings: unknown[] = [];
  const onRecoverableError = (error: unknown): void => void warnings.push(error);
  root = hydrateRoot(container, page, { onRecoverableError });
  await expect.poll(() => text(container)).toBe("On ");
  run.write("tides.");
  await expect.poll(() => text(container)).toBe("On tides.");
  expect([server.count("POST"), warnings]).toEqual([1, []]);
});

it("hands its methods to a ref", async () => {
  const server = createScriptedServer();
  const ref = createRef<StreamingTextHandle>();
  root = createRoot(container);
  flushSync(() =>
    root!.render(
      <StreamingText
        ref={ref}
        workflowId="explain"
        token={server.token}
        immediate={false}
        options={{ fetch: server.fetch }}
      />,
    ),
  );
  const ended = ref.current!.start({ topic: "tides" });
  const run = await firstRun(server);
  run.write("Tides");
  run.finish();
  expect(await ended).toMatchObject({ status: "done", text: "Tides", verified: true });
});
