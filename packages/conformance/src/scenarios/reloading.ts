import {
  createPersister,
  localPersister,
  type Persister,
  sessionPersister,
} from "@workflow-stream/core/persist";
import { openPage, type Page } from "@workflow-stream/testing";
import { expect, vi } from "vitest";
import { advance, frame, holdClock } from "../clock.ts";
import type { MountOptions } from "../harness.ts";
import type { Scenario, Stage } from "../scenario.ts";
import { eventually, type Scene } from "../scene.ts";

/** A tab, which shows one page after another. */
interface Tab {
  /** Loads the page: what the one before it held is gone, what it stored is not. */
  load(options?: MountOptions): Promise<Scene>;
}

const TIDES: MountOptions = { inputs: { topic: "tides" } };

let names = 0;

function openTab(
  { mount, server }: Stage,
  persisterOf: (name: string) => Persister = sessionPersister,
): Tab {
  const name = `reloading ${++names}`;
  let page: Page | undefined;
  let scene: Scene | undefined;
  return {
    async load(options = {}) {
      page?.close();
      await scene?.unmount();
      page = openPage(server);
      const persister = persisterOf(name);
      const inputs = { topic: "tides" };
      scene = await mount({ inputs, ...options, fetch: page.fetch, persister });
      return scene;
    },
  };
}

/** A storage of an app's own: the browser's IndexedDB, which answers when it comes to it. */
function indexedDbPersister(name: string): Persister {
  const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error ?? new Error("IndexedDB")));
    });
  async function use<Value>(work: (runs: IDBObjectStore) => IDBRequest<Value>): Promise<Value> {
    const opening = indexedDB.open("workflow-stream conformance");
    opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("runs"));
    const database = await settled(opening);
    const runs = database.transaction("runs", "readwrite").objectStore("runs");
    return settled(work(runs)).finally(() => database.close());
  }
  return createPersister({
    name: `IndexedDB ${name}`,
    load: () => use<string | undefined>((runs) => runs.get(name)),
    save: (value) => use((runs) => runs.put(value, name)),
    clear: () => use((runs) => runs.delete(name)),
  });
}

/** Opens tabs of one browser, which share a storage, and hear of what the others change in it. */
function openTabs({ mount }: Stage): (tab: string, options: MountOptions) => Promise<Scene> {
  const name = `reloading ${++names}`;
  const shared = localPersister(name);
  const key = `workflow-stream:${name}`;
  // a page hears nothing of what it stores itself
  const tellOthers = (): void =>
    void setTimeout(() => window.dispatchEvent(new StorageEvent("storage", { key })));
  return (tab, options) => {
    const persister: Persister = {
      ...shared,
      name: tab,
      owner: () => tab,
      save(value) {
        shared.save(value);
        tellOthers();
      },
    };
    return mount({ ...options, persister });
  };
}

/** A page that is loaded anew, or left and entered: one run, and one bill. */
export const reloading: readonly Scenario[] = [
  {
    name: "a reload before any answer posts the same run once more",
    async steps(stage) {
      const { server } = stage;
      const tab = openTab(stage);
      const release = server.hold();
      await tab.load();
      await eventually(() => server.count("POST"), 1);
      await tab.load();
      await eventually(() => server.count("POST"), 2);
      release();
      const { write, finish } = await stage.run();
      write("On tides.");
      finish();
      await eventually(() => server.tokensConsumed, 1);
    },
    expected: { text: "On tides.", status: "done", runs: 1 },
  },
  ...[
    { at: "at the first word", seen: "On ", rest: "tides." },
    { at: "in the middle", seen: "On tides, ", rest: "and moons." },
    { at: "at the end", seen: "On tides.", rest: "" },
  ].map(({ at, seen, rest }): Scenario => ({
    name: `a reload ${at} goes on with the text`,
    async steps(stage) {
      const { server } = stage;
      const tab = openTab(stage);
      const before = await tab.load();
      const { write, finish } = await stage.run();
      write(seen);
      await before.shows(seen, "streaming");
      const scene = await tab.load();
      await scene.shows(seen, "streaming");
      write(rest);
      finish();
      await scene.reaches("done");
      expect(scene.snapshot()).toMatchObject({ verified: true, inputs: { topic: "tides" } });
      const statuses = scene.statuses.filter((status) => status !== "idle");
      expect(statuses).toEqual(["reconnecting", "streaming", "done"]);
      expect([server.count("POST"), server.count("GET")]).toEqual([1, 1]);
    },
    expected: { text: seen + rest, status: "done", runs: 1 },
  })),
  {
    name: "a storage of an app's own, IndexedDB, goes on with the text, and is cleared by a stop",
    async steps(stage) {
      const { server } = stage;
      let persister: Persister | undefined;
      const tab = openTab(stage, (name) => (persister = indexedDbPersister(name)));
      const before = await tab.load();
      const { write } = await stage.run();
      write("On tides, ");
      await before.shows("On tides, ", "streaming");
      const scene = await tab.load();
      await eventually(() => scene.snapshot().text, "On tides, ");
      write("and moons.");
      await eventually(() => scene.snapshot().text, "On tides, and moons.");
      // where the page went before all was written, it was posted once more, with the same Run-Key
      expect(server.runs).toHaveLength(1);
      scene.methods.stop();
      await scene.reaches("stopped");
      await vi.waitFor(async () => expect(await persister?.load()).toBeUndefined());
    },
    expected: { text: "On tides, and moons.", status: "stopped", runs: 1, cancelled: [0] },
  },
  {
    name: "a reload after the end shows the text, and starts nothing",
    async steps(stage) {
      const tab = openTab(stage);
      const before = await tab.load();
      const { write, finish } = await stage.run();
      write("On tides.");
      finish();
      await before.shows("On tides.", "done");
      for (let reload = 0; reload < 2; reload++)
        await (await tab.load()).shows("On tides.", "done");
      await frame();
      expect(stage.server.count("POST")).toBe(1);
    },
    expected: { text: "On tides.", status: "done", runs: 1 },
  },
  {
    name: "a reload without immediate goes on with the text too",
    async steps(stage) {
      const tab = openTab(stage);
      const before = await tab.load({ immediate: false });
      void before.methods.start({ topic: "moons" });
      const { write, finish } = await stage.run();
      write("On ");
      await before.shows("On ");
      const scene = await tab.load({ immediate: false });
      await scene.shows("On ", "streaming");
      write("moons.");
      finish();
      await scene.reaches("done");
      expect(scene.snapshot().inputs).toEqual({ topic: "moons" });
    },
    expected: { text: "On moons.", status: "done", runs: 1 },
  },
  {
    name: "a reload with other inputs starts their run, and cancels the old one",
    async steps(stage) {
      const tab = openTab(stage);
      const before = await tab.load();
      const { write: writeOld } = await stage.run();
      writeOld("On tides");
      await before.shows("On tides");
      const scene = await tab.load({ inputs: { topic: "moons" } });
      const { write, finish } = await stage.run(2);
      write("On moons.");
      finish();
      await scene.reaches("done");
      expect(scene.statuses).not.toContain("stopped");
    },
    expected: { text: "On moons.", status: "done", runs: 2, cancelled: [0] },
  },
  {
    name: "a reload after a stop starts anew",
    async steps(stage) {
      const tab = openTab(stage);
      const before = await tab.load();
      const { write: writeOld } = await stage.run();
      writeOld("On tides");
      await before.shows("On tides");
      before.methods.stop();
      await eventually(() => stage.server.runs[0]!.isCancelled, true);
      await tab.load();
      const { write, finish } = await stage.run(2);
      write("On tides.");
      finish();
    },
    expected: { text: "On tides.", status: "done", runs: 2, cancelled: [0] },
  },
  {
    name: "a reload of a run that the server no longer has starts anew with immediate alone",
    async steps(stage) {
      const tab = openTab(stage);
      const before = await tab.load();
      const { write: writeOld, finish: finishOld } = await stage.run();
      writeOld("On tides.");
      finishOld();
      await before.reaches("done");
      stage.server.forget();
      const idle = await tab.load({ immediate: false, initialText: "Ask me." });
      await eventually(() => stage.server.count("GET"), 1);
      await idle.shows("Ask me.", "idle");
      expect(stage.server.runs).toHaveLength(1);
      await tab.load();
      const { write, finish } = await stage.run(2);
      write("Again.");
      finish();
    },
    expected: { text: "Again.", status: "done", runs: 2 },
  },
  {
    name: "a page that is left and entered goes on with its run",
    async steps(stage) {
      const persister = sessionPersister(`reloading ${++names}`);
      const first = await stage.mount({ persister });
      const { write, finish } = await stage.run();
      write("before, ");
      await first.shows("before, ");
      await first.unmount();
      await eventually(() => stage.server.openBodies, 0);
      write("meanwhile, ");
      const second = await stage.mount({ persister });
      await second.shows("before, meanwhile, ", "streaming");
      write("after");
      finish();
      await second.reaches("done");
      expect(stage.server.count("DELETE")).toBe(0);
    },
    expected: { text: "before, meanwhile, after", status: "done", runs: 1 },
  },
  {
    name: "a component that is replaced at once, as by a hot reload, goes on with its run",
    async steps(stage) {
      const persister = sessionPersister(`reloading ${++names}`);
      const warn = vi.spyOn(console, "warn");
      for (let count = 0; count < 3; count++) {
        const scene = await stage.mount({ persister });
        await stage.run();
        if (count < 2) await scene.unmount();
      }
      const { write, finish } = await stage.run();
      write("one text");
      finish();
      expect(warn).not.toHaveBeenCalled();
    },
    expected: { text: "one text", status: "done", runs: 1 },
  },
  {
    name: "two tabs that are opened together are one run",
    async steps(stage) {
      const open = openTabs(stage);
      const [one, other] = await Promise.all([open("one", TIDES), open("other", TIDES)]);
      const { write, finish } = await stage.run();
      write("On tides.");
      finish();
      for (const scene of [one, other]) await scene.shows("On tides.", "done");
    },
    expected: { text: "On tides.", status: "done", runs: 1 },
  },
  {
    name: "two tabs with other inputs, left alone for 10 s, are two runs and no more",
    async steps(stage) {
      const open = openTabs(stage);
      const one = await open("one", TIDES);
      const tides = await stage.run();
      tides.write("On tides");
      await one.shows("On tides");
      const other = await open("other", { inputs: { topic: "moons" } });
      const moons = await stage.run(2);
      moons.write("On moons");
      await other.shows("On moons");
      holdClock();
      await advance(10_000);
      tides.finish();
      moons.finish();
      await one.shows("On tides", "done");
      await other.shows("On moons", "done");
    },
    expected: { text: "On moons", status: "done", runs: 2 },
  },
  {
    name: "a tab without a run follows another's, and either stops it for both",
    async steps(stage) {
      const open = openTabs(stage);
      const other = await open("other", { ...TIDES, immediate: false });
      const one = await open("one", { ...TIDES, immediate: false });
      void one.methods.start({ topic: "moons" });
      const { write } = await stage.run();
      write("On moons");
      for (const scene of [one, other]) await scene.shows("On moons", "streaming");
      expect(other.snapshot().inputs).toEqual({ topic: "moons" });
      other.methods.stop();
      for (const scene of [other, one]) await scene.reaches("stopped");
      expect([stage.server.count("POST"), stage.server.count("DELETE")]).toEqual([1, 1]);
    },
    expected: { text: "On moons", status: "stopped", runs: 1, cancelled: [0] },
  },
];
