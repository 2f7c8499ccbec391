import { createScriptedServer, eventually } from "@workflow-stream/conformance";
import { expect, it } from "vitest";
import { createApp, h } from "vue";
import { createWorkflowStream, StreamingText } from "../src/index.ts";
import { showApp } from "./page.ts";

it("emits how each run ended, of its own stream and of one it is handed", async () => {
  const { fetch, token, runs, failNext } = createScriptedServer();
  const shared = createWorkflowStream({ url: "/run", fetch });
  const told: string[] = [];
  const listening = (name: string) => ({
    onFinish: ({ status, text }: { status: string; text: string }) =>
      void told.push(`${name} ${status} ${text}`),
    onError: ({ code }: { code: string }) => void told.push(`${name} ${code}`),
  });
  showApp(
    createApp(() => [
      h(StreamingText, {
        workflowId: "explain",
        token,
        options: { fetch },
        ...listening("own"),
      }),
      h(StreamingText, { stream: shared, ...listening("handed") }),
    ]),
  );
  await eventually(() => runs.length, 1);
  runs[0]!.write("whole");
  runs[0]!.finish();
  await eventually(() => told, ["own done whole"]);
  failNext({ kind: "refuse", status: 403, code: "scope_denied" });
  await shared.start();
  shared.setText("mine");
  expect(told).toEqual(["own done whole", "handed error ", "handed forbidden"]);
});

it("takes the scoped styles of the component that shows it", () => {
  const { fetch } = createScriptedServer();
  const page = {
    __scopeId: "data-v-page",
    render: () => h(StreamingText, { url: "/run", immediate: false, options: { fetch } }),
  };
  const { container } = showApp(createApp(page));
  expect(container.querySelector("p")!.hasAttribute("data-v-page")).toBe(true);
});
