import { createScriptedServer, eventually, frame } from "@workflow-stream/conformance";
import { expect, it, onTestFinished } from "vitest";
import {
  createApp,
  defineComponent,
  effectScope,
  h,
  KeepAlive,
  nextTick,
  ref,
  Suspense,
} from "vue";
import { StreamingText, useWorkflowStream } from "../src/index.ts";
import { showApp } from "./page.ts";

it("works outside a component, and ends with its scope", async () => {
  const { fetch, token, runs } = createScriptedServer();
  const scope = effectScope();
  const { start, status, text } = scope.run(() =>
    useWorkflowStream({ workflowId: "explain", fetch, token }),
  )!;
  void start({ topic: "tides" });
  await eventually(() => runs.length, 1);
  runs[0]!.write("On tides.");
  await eventually(() => text.value, "On tides.");
  expect(status.value).toBe("streaming");
  scope.stop();
  await eventually(() => runs[0]!.isCancelled, true);
});

it("goes on while KeepAlive keeps its component out of the page", async () => {
  const { fetch, token, runs } = createScriptedServer();
  const isShown = ref(true);
  const page = () =>
    h(KeepAlive, () =>
      isShown.value ? h(StreamingText, { workflowId: "explain", token, options: { fetch } }) : [],
    );
  const { container, app } = showApp(createApp(page));
  await eventually(() => runs.length, 1);
  const { write, finish } = runs[0]!;
  write("seen, ");
  await eventually(() => container.textContent, "seen, ");
  isShown.value = false;
  await nextTick();
  expect(container.textContent).toBe("");
  write("unseen");
  await frame();
  expect(runs[0]!.isCancelled).toBe(false);
  isShown.value = true;
  await eventually(() => container.querySelector("p")?.textContent, "seen, unseen");
  finish();
  await eventually(() => container.querySelector("p")?.dataset["status"], "done");
  expect(runs).toHaveLength(1);
  app.unmount();
});

it("an async setup that awaits ready() shows under Suspense at the first text", async () => {
  const { fetch, token, runs } = createScriptedServer();
  const Answer = defineComponent(async () => {
    const { text, ready } = useWorkflowStream({
      workflowId: "explain",
      fetch,
      token,
      immediate: true,
    });
    await ready();
    return () => h("p", text.value);
  });
  const page = () => h(Suspense, null, { default: () => h(Answer), fallback: () => "waiting" });
  const { container } = showApp(createApp(page));
  expect(container.textContent).toBe("waiting");
  await eventually(() => runs.length, 1);
  await frame();
  expect(container.textContent).toBe("waiting");
  runs[0]!.write("first, ");
  await eventually(() => container.textContent, "first, ");
  runs[0]!.write("second");
  await eventually(() => container.textContent, "first, second");
});

it("its result is not thenable, so that an async function may return it", async () => {
  const scope = effectScope();
  onTestFinished(() => scope.stop());
  const load = async () => scope.run(() => useWorkflowStream({ url: "/text" }))!;
  expect((await load()).status.value).toBe("idle");
});
