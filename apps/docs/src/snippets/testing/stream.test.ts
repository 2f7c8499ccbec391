import { createWorkflowStream } from "@workflow-stream/core";
import { createScriptedServer } from "@workflow-stream/core/testing";
import { expect, it } from "vitest";

it("shows what comes", async () => {
  const { fetch, token } = createScriptedServer({ deltas: ["High water ", "comes twice a day."] });
  const stream = createWorkflowStream({ workflowId: "tides", fetch, token, flush: "sync" });
  const { status, text } = await stream.start();
  expect([status, text]).toEqual(["done", "High water comes twice a day."]);
});
