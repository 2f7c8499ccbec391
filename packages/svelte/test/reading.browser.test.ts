import { createScriptedServer } from "@workflow-stream/conformance";
import { flushSync } from "svelte";
import { get } from "svelte/store";
import { expect, it } from "vitest";
import { render } from "vitest-browser-svelte";
import { createCoreStream, createWorkflowStream, type Snapshot } from "../src/index.ts";
import { watch } from "./effects.svelte.ts";
import Both from "./pages/Both.svelte";

it("shows the same as a store and by its getters", async () => {
  const server = createScriptedServer();
  const { container, component } = await render(Both, {
    options: { url: "/run", fetch: server.fetch },
  });
  const shown = (): (string | null)[] =>
    [...container.querySelectorAll("i, b")].map(({ textContent }) => textContent);
  expect(shown()).toEqual(["idle ", "idle "]);
  void component.start();
  await expect.poll(shown).toEqual(["connecting ", "connecting "]);
  await expect.poll(() => server.runs.length).toBe(1);
  server.runs[0]!.write("text");
  await expect.poll(shown).toEqual(["streaming text", "streaming text"]);
  server.runs[0]!.finish();
  await expect.poll(shown).toEqual(["done text", "done text"]);
});

it("keeps the contract of stores", () => {
  const run = createWorkflowStream({ url: "/run", flush: "sync" });
  const heard: Snapshot[][] = [];
  const unsubscribe = run.subscribe((...args) => heard.push(args));
  expect(heard).toEqual([[run.stream.getSnapshot()]]);
  run.setText("one");
  unsubscribe();
  run.setText("two");
  expect(heard.map((args) => args.map(({ text }) => text))).toEqual([[""], ["one"]]);
  expect(get(run)).toBe(run.stream.getSnapshot());
});

it("has each field of the snapshot, and can be spread", () => {
  const run = createWorkflowStream({ url: "/run", initialText: "before" });
  expect({ ...run }).toMatchObject({ ...run.stream.getSnapshot() });
});

it("runs an effect again for the fields that it reads", () => {
  const run = createWorkflowStream({ url: "/run", flush: "sync" });
  const texts: string[] = [];
  let statusReads = 0;
  const end = watch(() => void texts.push(run.text));
  const endStatus = watch(() => void (run.status, statusReads++));
  flushSync();
  for (const text of ["a", "b", "c"]) flushSync(() => run.setText(text));
  expect(texts).toEqual(["", "a", "b", "c"]);
  expect(statusReads).toBe(1);
  end();
  endStatus();
});

it("shows what changed before an effect read it first, and since", () => {
  const run = createWorkflowStream({ url: "/run", flush: "sync" });
  const texts: string[] = [];
  run.setText("before");
  const end = watch(() => {
    texts.push(run.text);
    if (texts.length === 1) run.setText("in it");
  });
  flushSync();
  flushSync();
  expect(texts).toEqual(["before", "in it"]);
  end();
});

it("listens to the stream only while something reads it", async () => {
  const stream = createCoreStream({ url: "/run" });
  let listeners = 0;
  const counted: typeof stream = {
    ...stream,
    subscribe(listener) {
      const unsubscribe = stream.subscribe(listener);
      listeners++;
      return () => {
        listeners--;
        unsubscribe();
      };
    },
  };
  const run = createWorkflowStream(counted);
  expect(run.text).toBe("");
  expect(listeners).toBe(0);
  const ends = [watch(() => void run.text), watch(() => void run.text)];
  flushSync();
  expect(listeners).toBe(1);
  for (const end of ends) end();
  await expect.poll(() => listeners).toBe(0);
});
