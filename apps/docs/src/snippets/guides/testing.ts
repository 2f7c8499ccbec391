import { createWorkflowStream } from "@workflow-stream/core";
import { expect, it } from "vitest";

it("shows what comes", async () => {
  const answer = async () =>
    new Response("High water comes twice a day.", { headers: { "content-type": "text/plain" } });
  const stream = createWorkflowStream({ url: "/api/story", fetch: answer, flush: "sync" });
  const { status, text } = await stream.start();
  expect([status, text]).toEqual(["done", "High water comes twice a day."]);
});
