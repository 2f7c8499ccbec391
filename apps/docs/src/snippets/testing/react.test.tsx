import { createScriptedServer } from "@workflow-stream/react/testing";
import { StreamingText, WorkflowStreamDefaults } from "@workflow-stream/react";
import { createRoot } from "react-dom/client";
import { expect, it } from "vitest";

it("shows the text in React", async () => {
  const { fetch } = createScriptedServer({ deltas: ["High water ", "comes."] });
  const page = document.createElement("main");
  const root = createRoot(page);
  root.render(
    <WorkflowStreamDefaults value={{ fetch, tokenUrl: "/api/stream-token" }}>
      <StreamingText workflowId="tides" />
    </WorkflowStreamDefaults>,
  );
  await expect.poll(() => page.textContent).toContain("High water comes.");
  root.unmount();
});

it("cancels a run that is left half read", async () => {
  const { fetch, runs } = createScriptedServer();
  const page = document.createElement("main");
  const root = createRoot(page);
  root.render(
    <WorkflowStreamDefaults value={{ fetch, tokenUrl: "/api/stream-token" }}>
      <StreamingText workflowId="tides" />
    </WorkflowStreamDefaults>,
  );
  await expect.poll(() => runs.length).toBe(1);
  runs[0]?.write("High water");
  await expect.poll(() => page.textContent).toContain("High water");
  root.unmount();
  await expect.poll(() => runs[0]?.isCancelled).toBe(true);
});
