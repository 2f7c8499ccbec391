import { createScriptedServer } from "@workflow-stream/conformance";
import { sessionPersister } from "@workflow-stream/core/persist";
import { type ReactElement, StrictMode } from "react";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { StreamingText, useWorkflowStream } from "../src/index.ts";
import { explain, firstRun, status, text } from "./page.tsx";

it("asks once under StrictMode, as a component", async () => {
  const server = createScriptedServer();
  const { container } = await render(
    <StrictMode>{explain(server, { inputs: { topic: "tides" } })}</StrictMode>,
  );
  const run = await firstRun(server);
  run.write("once");
  run.finish();
  await expect.poll(() => status(container)).toBe("done");
  expect(text(container)).toBe("once");
  expect([server.requests.length, server.tokensIssued]).toEqual([1, 1]);
});

it("goes on with a run that is remembered under StrictMode, by one request", async () => {
  const server = createScriptedServer();
  const shown = (): ReactElement => (
    <StrictMode>
      <StreamingText
        workflowId="explain"
        token={server.token}
        persister={sessionPersister("strict")}
        options={{ fetch: server.fetch }}
      />
    </StrictMode>
  );
  const before = await render(shown());
  const run = await firstRun(server);
  run.write("Half a");
  await expect.poll(() => text(before.container)).toBe("Half a");
  await before.unmount();
  const { container } = await render(shown());
  run.write(" text");
  run.finish();
  await expect.poll(() => status(container)).toBe("done");
  expect(text(container)).toBe("Half a text");
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
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
