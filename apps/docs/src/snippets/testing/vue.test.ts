import { createScriptedServer } from "@workflow-stream/vue/testing";
import { StreamingText, workflowStreamDefaults } from "@workflow-stream/vue";
import { expect, it } from "vitest";
import { createApp } from "vue";

it("shows the text in Vue", async () => {
  const { fetch } = createScriptedServer({ deltas: ["High water ", "comes."] });
  const page = document.createElement("main");
  const app = createApp(StreamingText, { workflowId: "tides" });
  app.use(workflowStreamDefaults({ fetch, tokenUrl: "/api/stream-token" })).mount(page);
  await expect.poll(() => page.textContent).toContain("High water comes.");
  app.unmount();
});
