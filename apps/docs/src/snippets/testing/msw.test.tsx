import { createScriptedServer } from "@workflow-stream/react/testing";
import { StreamingText } from "@workflow-stream/react";
import { http } from "msw";
import { setupServer } from "msw/node";
import { createRoot } from "react-dom/client";
import { afterAll, beforeAll, expect, it } from "vitest";

const server = createScriptedServer();
const msw = setupServer(http.all("*/api/*", ({ request }) => server.fetch(request)));
beforeAll(() => msw.listen({ onUnhandledFrame: "error" }));
afterAll(() => msw.close());

it("cancels the run when it is unmounted", async () => {
  const page = document.createElement("main");
  const root = createRoot(page);
  root.render(<StreamingText workflowId="tides" tokenUrl="/api/stream-token" />);
  await expect.poll(() => server.runs.length).toBe(1);
  server.runs[0]?.write("High water");
  await expect.poll(() => page.textContent).toContain("High water");
  root.unmount();
  await expect.poll(() => server.runs[0]?.isCancelled).toBe(true);
  expect(server.count("DELETE")).toBe(1);
});
