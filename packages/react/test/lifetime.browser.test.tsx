import { createScriptedServer, type ScriptedServer } from "@workflow-stream/conformance";
import { Activity, type ReactElement, StrictMode } from "react";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { StreamingText, useWorkflowStream } from "../src/index.ts";
import { firstRun, status, text } from "./page.tsx";

const explain = (
  { fetch, token }: ScriptedServer,
  topic = "tides",
  immediate = true,
): ReactElement => (
  <StreamingText
    workflowId="explain"
    token={token}
    inputs={{ topic }}
    immediate={immediate}
    options={{ fetch, restartDelayMs: 0 }}
  />
);

it("asks once under StrictMode, as a component", async () => {
  const server = createScriptedServer();
  const { container } = await render(<StrictMode>{explain(server)}</StrictMode>);
  const run = await firstRun(server);
  run.write("once");
  run.finish();
  await expect.poll(() => status(container)).toBe("done");
  expect(text(container)).toBe("once");
  expect([server.requests.length, server.tokensIssued]).toEqual([1, 1]);
});

it("asks once under StrictMode, as a hook", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  function Page(): ReactElement {
    const { text, status } = useWorkflowStream({
      workflowId: "explain",
      fetch,
      token,
      immediate: true,
    });
    return <p data-status={status}>{text}</p>;
  }
  const { container } = await render(<Page />, { wrapper: StrictMode });
  const run = await firstRun(server);
  run.write("once");
  run.finish();
  await expect.poll(() => status(container)).toBe("done");
  expect(container.textContent).toBe("once");
  expect([server.requests.length, server.tokensIssued]).toEqual([1, 1]);
});

it("stops in a hidden Activity, keeps its text, and does not start again when shown", async () => {
  const server = createScriptedServer();
  const page = (mode: "visible" | "hidden"): ReactElement => (
    <Activity mode={mode}>{explain(server)}</Activity>
  );
  const { container, rerender } = await render(page("visible"));
  const run = await firstRun(server);
  run.write("Half a");
  await expect.poll(() => text(container)).toBe("Half a");
  await rerender(page("hidden"));
  await expect.poll(() => run.isCancelled).toBe(true);
  expect(text(container)).toBe("Half a");
  await rerender(page("visible"));
  await expect.poll(() => status(container)).toBe("stopped");
  expect(text(container)).toBe("Half a");
  expect(server.count("POST")).toBe(1);
});

it("starts when shown again with other inputs", async () => {
  const server = createScriptedServer();
  const page = (mode: "visible" | "hidden", topic: string): ReactElement => (
    <Activity mode={mode}>{explain(server, topic)}</Activity>
  );
  const { rerender } = await render(page("visible", "tides"));
  const run = await firstRun(server);
  await rerender(page("hidden", "tides"));
  await expect.poll(() => run.isCancelled).toBe(true);
  await rerender(page("hidden", "moons"));
  expect(server.runs).toHaveLength(1);
  await rerender(page("visible", "moons"));
  await expect.poll(() => server.runs.length).toBe(2);
  expect(server.runs[1]!.inputs).toEqual({ topic: "moons" });
});

it("does not start in an Activity that was never shown", async () => {
  const server = createScriptedServer();
  const page = (mode: "visible" | "hidden"): ReactElement => (
    <Activity mode={mode}>{explain(server)}</Activity>
  );
  const { container, rerender } = await render(page("hidden"));
  await expect.poll(() => container.querySelector("p")).not.toBeNull();
  expect(server.requests).toHaveLength(0);
  await rerender(page("visible"));
  await firstRun(server);
});

it("forgets changed inputs that rest when `immediate` is taken back", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const page = (topic: string, immediate: boolean): ReactElement => (
    <StreamingText
      workflowId="explain"
      token={token}
      inputs={{ topic }}
      immediate={immediate}
      options={{ fetch, restartDelayMs: 50 }}
    />
  );
  const { rerender } = await render(page("tides", true));
  await firstRun(server);
  await rerender(page("moons", true));
  await rerender(page("moons", false));
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(server.runs).toHaveLength(1);
});
