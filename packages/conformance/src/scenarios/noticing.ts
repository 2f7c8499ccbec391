import { expect } from "vitest";
import { frame } from "../clock.ts";
import type { Scenario, Stage } from "../scenario.ts";
import { eventually, type Scene } from "../scene.ts";

const FAILED = "The text could not be loaded.";
const BROKE_OFF = "The text broke off.";
const CUT_SHORT = "The text was cut short.";

/** What stands beside a text, or in its place, in elements of its own. */
const noticed = (scene: Scene): string[] =>
  [...scene.root().querySelectorAll("[data-fallback], [data-partial]")].map(
    ({ textContent }) => textContent,
  );

/** Mounts what shows a text whose run fails midway. */
async function breakOff(
  { mount, run }: Stage,
  options?: Parameters<Stage["mount"]>[0],
): Promise<Scene> {
  const scene = await mount(options);
  const { write, fail } = await run();
  write("half a te");
  fail("It failed");
  await scene.shows("half a te", "error");
  return scene;
}

/** How `<StreamingText>` lets a failure be seen. */
export const noticing: readonly Scenario[] = [
  {
    name: "a run that is refused shows a sentence, until the next one begins",
    async steps({ mount, run, server }) {
      server.failNext({ kind: "refuse", status: 403, code: "scope_denied" });
      const scene = await mount();
      expect(noticed(scene)).toEqual([]);
      await scene.reaches("error");
      expect(noticed(scene)).toEqual([FAILED]);
      expect(scene.content()).toBe(FAILED);
      void scene.methods.retry();
      await scene.reaches("connecting");
      expect(noticed(scene)).toEqual([]);
      const { write, finish } = await run();
      write("text");
      finish();
      await scene.reaches("done");
      expect(noticed(scene)).toEqual([]);
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "a token that is not to be had, and a run without text, show a sentence",
    async steps({ mount, run }) {
      const token = (): Promise<never> => Promise.reject(new Error("no session"));
      const refused = await mount({ token });
      await refused.reaches("error");
      expect(noticed(refused)).toEqual([FAILED]);
      const empty = await mount();
      (await run()).finish();
      await empty.reaches("error");
      expect(noticed(empty)).toEqual([FAILED]);
    },
    expected: { text: "", status: "error", runs: 1 },
  },
  {
    name: "a text that broke off is marked on a line of its own, until it goes on",
    async steps(stage) {
      const scene = await breakOff(stage);
      expect(noticed(scene)).toEqual([BROKE_OFF]);
      expect(scene.announcer().textContent).toBe(BROKE_OFF);
      expect(scene.root().lastElementChild).toBe(scene.announcer());
      const mark = scene.root().querySelector("[data-partial]")!;
      expect(getComputedStyle(mark).display).toBe("block");
      void scene.methods.retry();
      const { write, finish } = await stage.run(2);
      expect(noticed(scene)).toEqual([]);
      write("whole");
      finish();
      await scene.reaches("done");
      expect(noticed(scene)).toEqual([]);
    },
    expected: { text: "whole", status: "done", runs: 2 },
  },
  ...(["length", "content-filter"] as const).map((finishReason): Scenario => ({
    name: `a text that ends with "${finishReason}" is marked`,
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("half a te");
      finish({ finishReason });
      await scene.reaches("done");
      expect(noticed(scene)).toEqual([CUT_SHORT]);
    },
    expected: { text: "half a te", status: "done", runs: 1 },
  })),
  {
    name: "a text that the server stopped is marked, one that its reader stopped is not",
    async steps({ mount, run }) {
      const scene = await mount();
      const first = await run();
      first.write("half");
      first.abort();
      await scene.reaches("stopped");
      expect(noticed(scene)).toEqual(["Stopped."]);
      void scene.methods.retry();
      const second = await run(2);
      second.write("a part");
      await scene.shows("a part", "streaming");
      scene.methods.stop();
      await scene.reaches("stopped");
      await frame();
      expect(noticed(scene)).toEqual([]);
    },
    expected: { text: "a part", status: "stopped", runs: 2, cancelled: [1] },
  },
  {
    name: "a run that the server stops before its first character says so, one that its reader stops does not",
    async steps({ mount, run }) {
      const scene = await mount();
      (await run()).abort();
      await scene.reaches("stopped");
      expect(noticed(scene)).toEqual(["Stopped."]);
      expect([scene.content(), scene.announcer().textContent]).toEqual(["Stopped.", "Stopped."]);
      void scene.methods.retry();
      await run(2);
      expect(noticed(scene)).toEqual([]);
      scene.methods.stop();
      await scene.reaches("stopped");
      await frame();
      expect(noticed(scene)).toEqual([]);
    },
    expected: { text: "", status: "stopped", runs: 2, cancelled: [1] },
  },
  {
    name: "a failure is seen beside the text of an earlier run",
    async steps({ mount, run, server }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("whole");
      finish();
      await scene.reaches("done");
      server.failNext({ kind: "refuse", status: 403, code: "scope_denied" });
      void scene.methods.start();
      await scene.reaches("error");
      expect(noticed(scene)).toEqual([FAILED]);
      expect(scene.announcer().textContent).toBe(FAILED);
    },
    expected: { text: "whole", status: "error", runs: 1 },
  },
  ...[{ fallbackText: "" }, { fallback: false }].map((off): Scenario => ({
    name: `${JSON.stringify(off)} shows nothing in place of a text`,
    async steps({ mount, run }) {
      const scene = await mount(off);
      (await run()).fail("It failed");
      await scene.reaches("error");
      expect(scene.content()).toBe("");
      expect(noticed(scene)).toEqual([]);
      expect(scene.announcer().textContent).toBe(FAILED);
    },
    expected: { text: "", status: "error", runs: 1 },
  })),
  {
    name: "partial: false shows nothing beside a text",
    async steps(stage) {
      const scene = await breakOff(stage, { partial: false });
      expect(noticed(scene)).toEqual([]);
    },
    expected: { text: "half a te", status: "error", runs: 1 },
  },
  {
    name: "the partial slot takes the place of the mark, with its sentence and a retry",
    async steps(stage) {
      const scene = await breakOff(stage, { slots: true });
      const button = scene.root().querySelector("button")!;
      expect([button.textContent, noticed(scene)]).toEqual([BROKE_OFF, []]);
      button.click();
      const { write, finish } = await stage.run(2);
      write("whole");
      finish();
      await scene.reaches("done");
      expect(scene.root().querySelector("button")).toBeNull();
    },
    expected: { text: "whole", status: "done", runs: 2 },
  },
  {
    name: "the app's sentences are seen and heard, in the language of now",
    async steps({ mount, run }) {
      const scene = await mount({ messages: { failed: "Pas de texte." } });
      (await run()).fail("It failed");
      await scene.reaches("error");
      expect([noticed(scene), scene.announcer().textContent]).toEqual([
        ["Pas de texte."],
        "Pas de texte.",
      ]);
      await scene.update({ messages: { failed: "Kein Text." } });
      await eventually(() => noticed(scene), ["Kein Text."]);
      void scene.methods.retry();
      const { write, finish } = await run(2);
      write("text");
      finish();
      await scene.reaches("done");
      expect(scene.announcer().textContent).toBe("The text is complete.");
    },
    expected: { text: "text", status: "done", runs: 2 },
  },
];
