import { createScriptedServer, eventually } from "@workflow-stream/conformance";
import { expect, it } from "vitest";
import { createApp, h, nextTick, ref, Transition, vShow, withDirectives } from "vue";
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

it("is shown and hidden by v-show", async () => {
  const { fetch } = createScriptedServer();
  const isShown = ref(false);
  const text = () => h(StreamingText, { url: "/run", immediate: false, options: { fetch } });
  const page = () => withDirectives(text(), [[vShow, isShown.value]]);
  const { container, warnings } = showApp(createApp(page));
  const root = container.querySelector("p")!;
  expect(root.style.display).toBe("none");
  isShown.value = true;
  await nextTick();
  expect(root.style.display).toBe("");
  expect(warnings).toEqual([]);
});

it("comes and goes by a transition", async () => {
  const { fetch } = createScriptedServer();
  const isShown = ref(false);
  const text = () => h(StreamingText, { url: "/run", immediate: false, options: { fetch } });
  const page = () => h(Transition, { duration: 1 }, () => (isShown.value ? text() : undefined));
  const { container, warnings } = showApp(createApp(page));
  const classes = () => container.querySelector("p")?.className;
  isShown.value = true;
  await nextTick();
  expect(classes()).toContain("v-enter-active");
  await eventually(classes, "");
  isShown.value = false;
  await nextTick();
  expect(classes()).toContain("v-leave-active");
  await eventually(() => container.querySelector("p"), null);
  expect(warnings).toEqual([]);
});

it("gives the attributes that it knows nothing of to its root", async () => {
  const { fetch } = createScriptedServer();
  const clicks = ref(0);
  const page = () =>
    h(StreamingText, {
      url: "/run",
      immediate: false,
      options: { fetch },
      id: "answer",
      class: `clicked-${clicks.value}`,
      onClick: () => void clicks.value++,
    });
  const { container, warnings } = showApp(createApp(page));
  const root = container.querySelector<HTMLElement>("#answer")!;
  root.click();
  await nextTick();
  expect([root.localName, root.className]).toEqual(["p", "clicked-1"]);
  expect(warnings).toEqual([]);
});
