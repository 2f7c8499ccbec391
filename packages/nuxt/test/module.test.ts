import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { loadNuxt } from "@nuxt/kit";
import type { Component, Nuxt } from "@nuxt/schema";
import * as vue from "@workflow-stream/vue";
import * as persist from "@workflow-stream/vue/persist";
import * as markdown from "@workflow-stream/vue/markdown";
import { afterEach, expect, it } from "vitest";

const PLAYGROUND = fileURLToPath(new URL("../playground", import.meta.url));
let nuxt: Nuxt | undefined;

async function load(workflowStream = {}, isPreparing = false): Promise<Nuxt> {
  const overrides = { workflowStream, _prepare: isPreparing };
  nuxt = await loadNuxt({ cwd: PLAYGROUND, overrides });
  return nuxt;
}

afterEach(() => nuxt?.close());

it("imports composables and components that the package has", async () => {
  const { callHook } = await load();
  const imports: { name: string; from: string }[] = [];
  const components: Component[] = [];
  await callHook("imports:extend", imports);
  await callHook("components:extend", components);
  const importedFrom = (entry: string): string[] =>
    imports.filter(({ from }) => from === entry).map(({ name }) => name);
  expect(importedFrom("@workflow-stream/vue")).toEqual([
    "useWorkflowStream",
    "workflowStreamDefaults",
  ]);
  expect(Object.keys(vue)).toEqual(expect.arrayContaining(importedFrom("@workflow-stream/vue")));
  expect(new Set(importedFrom("@workflow-stream/vue/persist"))).toEqual(
    new Set(Object.keys(persist)),
  );
  expect(components).toContainEqual(
    expect.objectContaining({ pascalName: "StreamingText", filePath: "@workflow-stream/vue" }),
  );
  expect(components).toContainEqual(
    expect.objectContaining({
      pascalName: "StreamingMarkdown",
      filePath: "@workflow-stream/vue/markdown",
    }),
  );
  expect(vue).toHaveProperty("StreamingText");
  expect(markdown).toHaveProperty("StreamingMarkdown");
});

it.each([
  [{}, "/api/v1/**"],
  [{ basePath: "/texts" }, "/texts/**"],
])("serves the file of workflows below the basePath of %j", async (options, route) => {
  const { options: loaded } = await load(options);
  expect(Reflect.get(loaded, "serverHandlers")).toContainEqual(
    expect.objectContaining({ route, handler: "#workflow-stream/handler" }),
  );
  const ours = loaded.plugins.filter((plugin) =>
    JSON.stringify(plugin).includes("workflow-stream.mjs"),
  );
  expect(ours).toHaveLength(1);
});

it("builds no key in", async () => {
  process.env.WORKFLOW_SECRET_KEY = "sk_test";
  const { options } = await load().finally(() => delete process.env.WORKFLOW_SECRET_KEY);
  expect(options.runtimeConfig.workflowSecretKey).toBe("");
});

it("says which file is missing, but not while the app is prepared", async () => {
  await expect(load({ workflows: "server/none.ts" })).rejects.toThrow("there is no server/none.ts");
  await expect(load({ workflows: "server/none.ts" }, true)).resolves.toBeDefined();
});

it("registers the workflows' types with the package that pages import", async () => {
  const { options } = await load();
  const { build, buildDir } = options;
  const types = build.templates.find(({ filename }) => filename === "types/workflow-stream.d.ts");
  const written = await types?.getContents?.({
    nuxt: nuxt!,
    options: {},
    app: nuxt!.apps.default!,
  });
  const path = written?.split('"')[1] ?? "";
  expect(resolve(buildDir, "types", `${path}.ts`)).toBe(join(PLAYGROUND, "server/workflows.ts"));
  expect(written).toContain('declare module "@workflow-stream/vue" {\n  interface Register {');
});
