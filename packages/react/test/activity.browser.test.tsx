import { createScriptedServer, type ScriptedServer } from "@workflow-stream/conformance";
import { sessionPersister } from "@workflow-stream/core/persist";
import { Activity, type ReactElement } from "react";
import { describe, expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { StreamingText } from "../src/index.ts";
import { firstRun, status, text } from "./page.tsx";
import { reactName } from "./reactName.ts";

function page(
  { fetch, token }: ScriptedServer,
  mode: "visible" | "hidden",
  topic = "tides",
): ReactElement {
  return (
    <Activity mode={mode}>
      <StreamingText
        workflowId="explain"
        token={token}
        inputs={{ topic }}
        options={{ fetch, restartDelayMs: 0 }}
      />
    </Activity>
  );
}

/** A test of Activity; a React that has none says so in the parity table. */
function itOfActivity(name: string, test: () => Promise<void>): void {
  describe(reactName, () => {
    if (reactName === "react") it(name, test);
    else
      it(`not applicable: ${name} (It has no Activity.)`, () => expect(Activity).toBeUndefined());
  });
}

itOfActivity(
  "a hidden Activity stops the run and keeps its text, and a new one starts when it is shown again",
  async () => {
    const server = createScriptedServer();
    const { container, rerender } = await render(page(server, "visible"));
    const run = await firstRun(server);
    run.write("Half a");
    await expect.poll(() => text(container)).toBe("Half a");
    await rerender(page(server, "hidden"));
    await expect.poll(() => run.isCancelled).toBe(true);
    expect(text(container)).toBe("Half a");
    await rerender(page(server, "visible"));
    await expect.poll(() => server.runs.length).toBe(2);
    expect(text(container)).toBe("Half a");
    server.runs[1]!.write("Anew");
    await expect.poll(() => text(container)).toBe("Anew");
  },
);

itOfActivity(
  "a hidden Activity lets the run go where it is remembered, and goes on with it when it is shown again",
  async () => {
    const server = createScriptedServer();
    const persister = sessionPersister("activity");
    const shown = (mode: "visible" | "hidden"): ReactElement => (
      <Activity mode={mode}>
        <StreamingText
          workflowId="explain"
          token={server.token}
          persister={persister}
          options={{ fetch: server.fetch }}
        />
      </Activity>
    );
    const { container, rerender } = await render(shown("visible"));
    const run = await firstRun(server);
    run.write("Half a");
    await expect.poll(() => text(container)).toBe("Half a");
    await rerender(shown("hidden"));
    await expect.poll(() => server.openBodies).toBe(0);
    run.write(" text");
    expect(status(container)).toBe("streaming");
    await rerender(shown("visible"));
    run.finish();
    await expect.poll(() => text(container)).toBe("Half a text");
    await expect.poll(() => status(container)).toBe("done");
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
  },
);

itOfActivity("a hidden Activity starts when it is shown again with other inputs", async () => {
  const server = createScriptedServer();
  const { rerender } = await render(page(server, "visible", "tides"));
  const run = await firstRun(server);
  await rerender(page(server, "hidden", "tides"));
  await expect.poll(() => run.isCancelled).toBe(true);
  await rerender(page(server, "hidden", "moons"));
  expect(server.runs).toHaveLength(1);
  await rerender(page(server, "visible", "moons"));
  await expect.poll(() => server.runs.length).toBe(2);
  expect(server.runs[1]!.inputs).toEqual({ topic: "moons" });
});

itOfActivity("nothing starts in an Activity that was never shown", async () => {
  const server = createScriptedServer();
  const { container, rerender } = await render(page(server, "hidden"));
  await expect.poll(() => container.querySelector("p")).not.toBeNull();
  expect(server.requests).toHaveLength(0);
  await rerender(page(server, "visible"));
  await firstRun(server);
});
