import { createScriptedServer, eventually, frame } from "@workflow-stream/conformance";
import { expect, it, vi } from "vitest";
import { createApp, defineComponent, h, nextTick, reactive, ref } from "vue";
import { StreamingText, useWorkflowStream, workflowStreamDefaults } from "../src/index.ts";
import { showApp } from "./page.ts";

/** A component that uses a stream, and is asked nothing else. */
const using = (use: () => unknown) =>
  defineComponent(() => {
    use();
    return () => h("p");
  });

it("starts again when what an inputs function reads has changed", async () => {
  const { fetch, token, runs } = createScriptedServer();
  const topic = ref("tides");
  const inputs = () => ({ topic: topic.value });
  const options = { workflowId: "explain", fetch, token, inputs, immediate: true } as const;
  showApp(createApp(using(() => useWorkflowStream({ ...options, restartDelayMs: 1 }))));
  await eventually(() => runs.length, 1);
  topic.value = "moons";
  await eventually(() => runs.length, 2);
  expect(runs[1]!.inputs).toEqual({ topic: "moons" });
});

it("starts again when inputs are changed in place", async () => {
  const { fetch, token, runs } = createScriptedServer();
  const options = reactive({ workflowId: "explain", inputs: { topic: { name: "tides" } } });
  const source = () => ({ ...options, fetch, token, immediate: true, restartDelayMs: 1 });
  showApp(createApp(using(() => useWorkflowStream(source))));
  await eventually(() => runs.length, 1);
  options.inputs.topic.name = "moons";
  await eventually(() => runs.length, 2);
  expect(runs[1]!.inputs).toEqual({ topic: { name: "moons" } });
});

it("does not start again for what the token function reads", async () => {
  const { fetch, token, runs, count } = createScriptedServer();
  const session = ref(1);
  const reading = () => (session.value, token());
  const options = { workflowId: "explain", fetch, token: reading, immediate: true } as const;
  showApp(createApp(using(() => useWorkflowStream({ ...options, restartDelayMs: 1 }))));
  await eventually(() => runs.length, 1);
  session.value++;
  await nextTick();
  await frame();
  expect(count("POST")).toBe(1);
});

it("a plugin gives defaults, which a stream's own options replace", async () => {
  const { fetch, token, requests } = createScriptedServer();
  const defaults = ref({ fetch, token, baseUrl: "/first", headers: { "x-app": "1" } });
  const own = { "x-app": "2" };
  const page = () => [
    h(StreamingText, { workflowId: "explain" }),
    h(StreamingText, { workflowId: "explain", options: { headers: own } }),
    h(StreamingText, { workflowId: "explain", baseUrl: "/second" }),
  ];
  showApp(createApp(page).use(workflowStreamDefaults(defaults)));
  await eventually(() => requests.length, 3);
  const seen = requests.map(({ url, headers }) => [url.pathname, headers.get("x-app")]);
  expect(seen).toEqual([
    ["/first/run/explain/stream", "1"],
    ["/first/run/explain/stream", "2"],
    ["/second/run/explain/stream", "1"],
  ]);
});

it("the plugin used twice gives the defaults of both, the later first", async () => {
  const warn = vi.spyOn(console, "warn");
  const { fetch, token, requests } = createScriptedServer();
  const app = createApp(() => h(StreamingText, { workflowId: "explain" }));
  app.use(workflowStreamDefaults({ fetch, baseUrl: "/module", headers: { "x-app": "1" } }));
  app.use(workflowStreamDefaults(() => ({ token, headers: { "x-app": "2" } })));
  showApp(app);
  await eventually(() => requests.length, 1);
  const { url, headers } = requests[0]!;
  expect([url.pathname, headers.get("x-app")]).toEqual(["/module/run/explain/stream", "2"]);
  expect(warn).not.toHaveBeenCalled();
});
