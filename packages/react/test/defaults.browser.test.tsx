import { createScriptedServer } from "@workflow-stream/conformance";
import type { ReactElement } from "react";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { StreamingText, WorkflowStreamDefaults } from "../src/index.ts";
import { firstRun, text } from "./page.tsx";

it("gives streams what their options leave out, the inner defaults before the outer ones", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const { container } = await render(
    <WorkflowStreamDefaults
      value={{ fetch, baseUrl: "/outer/api/v1", headers: { "x-from": "outer" } }}
    >
      <WorkflowStreamDefaults value={{ token, baseUrl: undefined, headers: { "x-from": "inner" } }}>
        <StreamingText workflowId="explain" inputs={{ topic: "tides" }} />
      </WorkflowStreamDefaults>
    </WorkflowStreamDefaults>,
  );
  await expect.poll(() => server.requests.length).toBe(1);
  const { url, headers } = server.requests[0]!;
  expect(url.pathname).toBe("/outer/api/v1/run/explain/stream");
  expect(headers.get("x-from")).toBe("inner");
  expect(text(container)).toBe("");
});

it("lets a stream's own options win", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const { container } = await render(
    <WorkflowStreamDefaults value={{ token, fetch, baseUrl: "/wrong" }}>
      <StreamingText workflowId="explain" baseUrl="/api/v1" />
    </WorkflowStreamDefaults>,
  );
  const run = await firstRun(server);
  run.write("right");
  await expect.poll(() => text(container)).toBe("right");
});

it("takes changed defaults for the next run, and starts none for them", async () => {
  const server = createScriptedServer();
  const { token, fetch } = server;
  const page = (from: string): ReactElement => (
    <WorkflowStreamDefaults value={{ token, fetch, headers: { "x-from": from } }}>
      <StreamingText workflowId="explain" options={{ restartDelayMs: 0 }}>
        {({ retry }) => <button onClick={retry}>again</button>}
      </StreamingText>
    </WorkflowStreamDefaults>
  );
  const { container, rerender } = await render(page("first"));
  (await firstRun(server)).finish();
  await rerender(page("second"));
  expect(server.requests).toHaveLength(1);
  await expect.poll(() => container.querySelector("[data-status=error]")).not.toBeNull();
  container.querySelector("button")!.click();
  await expect.poll(() => server.requests.length).toBe(2);
  expect(server.requests[1]!.headers.get("x-from")).toBe("second");
});
