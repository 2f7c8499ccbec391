import { expect } from "vitest";
import { frame } from "../clock.ts";
import type { Scenario, Stage } from "../scenario.ts";
import type { Scene } from "../scene.ts";

/** Mounts, and lets a run about tides come to its end. */
async function afterTides({ mount, run }: Stage): Promise<Scene> {
  const scene = await mount({ immediate: false });
  void scene.methods.start({ topic: "tides" });
  const { write, finish } = await run();
  write("On tides.");
  finish();
  await scene.shows("On tides.", "done");
  return scene;
}

/** A run after another: which text is shown. */
export const restarting: readonly Scenario[] = [
  {
    name: "the old text stays until the new run's first character",
    async steps(stage) {
      const scene = await afterTides(stage);
      void scene.methods.start({ topic: "moons" });
      const { write, finish } = await stage.run(2);
      await scene.reaches("connecting");
      await frame();
      expect(scene.text()).toBe("On tides.");
      write("On");
      await scene.shows("On", "streaming");
      write(" moons.");
      finish();
    },
    expected: { text: "On moons.", status: "done", runs: 2 },
  },
  {
    name: "the old text goes when another topic's run fails before it has any",
    async steps(stage) {
      const scene = await afterTides(stage);
      void scene.methods.start({ topic: "moons" });
      (await stage.run(2)).fail("It failed");
      await scene.shows("", "error");
      expect(scene.snapshot()).toMatchObject({ isPartial: false, verified: false });
    },
    expected: { text: "", status: "error", runs: 2 },
  },
  {
    name: "the old text stays when a further run of its topic fails before it has any",
    async steps(stage) {
      const scene = await afterTides(stage);
      void scene.methods.start({ topic: "tides" });
      (await stage.run(2)).fail("It failed");
      await scene.reaches("error");
      expect(scene.snapshot()).toMatchObject({ isPartial: false, verified: true });
    },
    expected: { text: "On tides.", status: "error", runs: 2 },
  },
  {
    name: "a restart in the middle leaves nothing of the old run",
    async steps({ mount, run }) {
      const scene = await mount({ immediate: false });
      void scene.methods.start({ topic: "tides" });
      const old = await run();
      old.write("On ti");
      await scene.shows("On ti");
      void scene.methods.start({ topic: "moons" });
      const { write, finish } = await run(2);
      old.write("des.");
      old.finish();
      write("On moons.");
      await scene.shows("On moons.", "streaming");
      finish();
    },
    expected: { text: "On moons.", status: "done", runs: 2, cancelled: [0] },
  },
  {
    name: "equal inputs join the run",
    async steps({ mount, run, server }) {
      const scene = await mount({ immediate: false });
      const results = [
        scene.methods.start({ topic: "tides", words: 50 }),
        scene.methods.start({ words: 50, topic: "tides" }),
      ];
      const { write, finish } = await run();
      results.push(scene.methods.start({ topic: "tides", words: 50 }));
      write("On tides.");
      finish();
      for (const { status, text } of await Promise.all(results))
        expect([status, text]).toEqual(["done", "On tides."]);
      expect(server.count("POST")).toBe(1);
    },
    expected: { text: "On tides.", status: "done", runs: 1 },
  },
  {
    name: "each of many texts is exact",
    async steps({ mount, run }) {
      const scene = await mount({ immediate: false });
      for (let count = 1; count <= 5; count++) {
        void scene.methods.start({ count });
        const { write, finish } = await run(count);
        const text = `  text ${count}\n\n`.repeat(500 * count);
        for (const line of text.split(/(?<=\n)/)) write(line);
        finish();
        await scene.shows(text, "done");
      }
    },
    expected: { status: "done", runs: 5 },
  },
  {
    name: "the initial text is shown until the first character",
    async steps({ mount, run }) {
      const scene = await mount({ initialText: "Ask me." });
      const { write, finish } = await run();
      await frame();
      expect(scene.text()).toBe("Ask me.");
      write("An answer.");
      await scene.shows("An answer.");
      finish();
    },
    expected: { text: "An answer.", status: "done", runs: 1 },
  },
  {
    name: "setText replaces the text, and stops a run that is on",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write } = await run();
      write("theirs");
      await scene.shows("theirs");
      scene.stream.setText("mine");
      await scene.shows("mine", "stopped");
      write(" again");
      await frame();
    },
    expected: { text: "mine", status: "stopped", runs: 1, cancelled: [0] },
  },
  {
    name: "reset goes back to the beginning, and stops a run that is on",
    async steps({ mount, run }) {
      const scene = await mount({ initialText: "Ask me." });
      const { write } = await run();
      write("An answer.");
      await scene.shows("An answer.");
      scene.stream.reset();
      await scene.shows("Ask me.", "idle");
      write(" And more.");
      await frame();
      expect(scene.snapshot()).toMatchObject({ isPartial: false, inputs: undefined });
    },
    expected: { text: "Ask me.", status: "idle", runs: 1, cancelled: [0] },
  },
];
