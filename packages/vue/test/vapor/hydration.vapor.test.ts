import { createScriptedServer, eventually, type Mounted } from "@workflow-stream/conformance";
import { expect, it, onTestFinished, vi } from "vitest";
import { effectScope, nextTick } from "vue";
import { createVaporApp, createVaporSSRApp, vaporInteropPlugin } from "vue-3.6";
import { createWorkflowStream, useWorkflowStream, type WorkflowStream } from "../../src/index.ts";
import { COMPONENT_HTML, PRIMITIVE_HTML } from "../renderedPages.ts";
import { mount } from "./mount.ts";
import Page from "./Page.vue";

/** A stream whose server has sent some text. */
async function runningStream(): Promise<WorkflowStream> {
  const { fetch, token, runs } = createScriptedServer();
  const stream = createWorkflowStream({
    workflowId: "explain",
    fetch,
    token,
    initialText: "a < b",
  });
  void stream.start();
  await eventually(() => runs.length, 1);
  runs[0]!.write("ahead");
  await eventually(() => stream.getSnapshot().text, "ahead");
  onTestFinished(() => stream.stop());
  return stream;
}

/** A Vapor app that shows a stream in a `<StreamingText>`, over markup if given. */
function showPage(
  stream: WorkflowStream,
  html?: string,
): Pick<Mounted, "container" | "warnings" | "unmount"> {
  const warnings: string[] = [];
  const createApp = html === undefined ? createVaporApp : createVaporSSRApp;
  const app = createApp(Page as Parameters<typeof createApp>[0], { stream: () => stream });
  app.config.warnHandler = (message) => void warnings.push(message);
  app.use(vaporInteropPlugin);
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html ?? "";
  app.mount(container);
  return {
    container,
    warnings,
    async unmount() {
      app.unmount();
      container.remove();
    },
  };
}

const SHOWN = {
  primitive: (stream: WorkflowStream, html?: string) =>
    mount({ stream }, { kind: "primitive", ...(html !== undefined && { html }) }),
  component: async (stream: WorkflowStream, html?: string) => showPage(stream, html),
};
const root = (container: Element): HTMLElement => container.querySelector("p")!;

it.each([
  ["primitive", PRIMITIVE_HTML],
  ["component", COMPONENT_HTML],
] as const)(
  "a %s that hydrates shows the server's snapshot, then the running stream's",
  async (kind, html) => {
    const { container, warnings, unmount } = await SHOWN[kind](await runningStream(), html);
    const hydrated = root(container);
    await eventually(() => hydrated.dataset["status"], "streaming");
    await eventually(() => hydrated.textContent, "ahead");
    expect(root(container)).toBe(hydrated);
    expect(warnings).toEqual([]);
    await unmount();
  },
);

it.each(["primitive", "component"] as const)(
  "a %s that is mounted shows the running stream's snapshot at once",
  async (kind) => {
    const { container, warnings, unmount } = await SHOWN[kind](await runningStream());
    expect([root(container).dataset["status"], root(container).textContent]).toEqual([
      "streaming",
      "ahead",
    ]);
    expect(warnings).toEqual([]);
    await unmount();
  },
);

it("follows a stream in a scope of one's own, where an app gives its context", async () => {
  const stream = await runningStream();
  const app = createVaporApp(Page as Parameters<typeof createVaporApp>[0]);
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  onTestFinished(() => warn.mockRestore());
  const scope = effectScope();
  const { text } = app.runWithContext(() => scope.run(() => useWorkflowStream(stream)))!;
  await nextTick();
  expect(text.value).toBe("ahead");
  scope.stop();
  stream.setText("later");
  expect(text.value).toBe("ahead");
});
