import { createScriptedServer, type ScriptedServer } from "@workflow-stream/conformance";
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
  "a hidden Activity stops the run, keeps its text, and starts nothing when it is shown again",
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
    await expect.poll(() => status(container)).toBe("stopped");
    expect(text(container)).toBe("Half a");
    expect(server.count("POST")).toBe(1);
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
