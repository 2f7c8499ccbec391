import { expect } from "vitest";
import { advance, holdClock } from "../clock.ts";
import type { Scenario } from "../scenario.ts";

const topic = (topic: string): { inputs: { topic: string } } => ({ inputs: { topic } });

/** What a change of the options does to the run. */
export const following: readonly Scenario[] = [
  {
    name: "changed inputs start one run when they have rested for 300 ms",
    async steps({ mount, server, run }) {
      holdClock();
      const scene = await mount(topic("t"));
      await run();
      for (const typed of ["ti", "tid", "tide"]) {
        await scene.update(topic(typed));
        await advance(100);
      }
      await advance(199);
      expect(server.count("POST")).toBe(1);
      await advance(1);
      const { inputs, write } = await run(2);
      expect(inputs).toEqual({ topic: "tide" });
      write("tide");
      await scene.shows("tide");
      await advance(1000);
    },
    expected: { text: "tide", status: "streaming", runs: 2, cancelled: [0] },
  },
  {
    name: "restartDelayMs says how long changed inputs rest",
    async steps({ mount, server, run }) {
      holdClock();
      const scene = await mount({ restartDelayMs: 50, ...topic("tides") });
      await run();
      await scene.update(topic("moons"));
      await advance(49);
      expect(server.count("POST")).toBe(1);
      await advance(1);
      await run(2);
    },
    expected: { runs: 2, cancelled: [0] },
  },
  {
    name: "equal inputs in another object start nothing",
    async steps({ mount, server, run }) {
      holdClock();
      const scene = await mount(topic("tides"));
      const { write } = await run();
      write("text");
      await scene.shows("text");
      await scene.update(topic("tides"));
      await advance(1000);
      await scene.update({ inputs: { ...topic("tides").inputs } });
      await advance(1000);
      expect(server.count("POST")).toBe(1);
    },
    expected: { text: "text", status: "streaming", runs: 1 },
  },
  {
    name: "inputs that change and change back start nothing",
    async steps({ mount, server, run }) {
      holdClock();
      const scene = await mount(topic("tides"));
      await run();
      await scene.update(topic("moons"));
      await advance(200);
      await scene.update(topic("tides"));
      await advance(1000);
      expect(server.count("POST")).toBe(1);
    },
    expected: { status: "connecting", runs: 1 },
  },
  {
    name: "changed inputs rest while the old text goes on growing",
    async steps({ mount, server, run }) {
      holdClock();
      const scene = await mount(topic("tides"));
      const { write } = await run();
      let text = "";
      for (let waitedMs = 0; waitedMs < 300; waitedMs += 50) {
        await scene.update(topic("moons"));
        write(".");
        await scene.shows((text += "."));
        expect(server.count("POST")).toBe(1);
        await advance(50);
      }
      const { inputs } = await run(2);
      expect(inputs).toEqual({ topic: "moons" });
    },
    expected: { text: "......", status: "connecting", runs: 2, cancelled: [0] },
  },
  {
    name: "a changed workflow starts after 300 ms",
    async steps({ mount, server, run }) {
      holdClock();
      const scene = await mount();
      await run();
      await scene.update({ workflowId: "summarise" });
      await advance(299);
      expect(server.count("POST")).toBe(1);
      await advance(1);
      await run(2);
      expect(server.requests.at(-1)!.url.pathname).toBe("/api/v1/run/summarise/stream");
    },
    expected: { runs: 2, cancelled: [0] },
  },
  {
    name: "a changed token waits for the next start",
    async steps({ mount, server, run }) {
      holdClock();
      const scene = await mount();
      const first = await run();
      let asked = 0;
      const token = (): ReturnType<typeof server.token> => {
        asked++;
        return server.token();
      };
      await scene.update({ token });
      await advance(1000);
      expect(asked).toBe(0);
      first.write("first");
      first.finish();
      await scene.reaches("done");
      void scene.methods.start();
      const { write, finish } = await run(2);
      expect(asked).toBe(1);
      write("second");
      finish();
      await scene.shows("second");
    },
    expected: { text: "second", status: "done", runs: 2 },
  },
  {
    name: "a changed url waits for the next start",
    async steps({ mount, server, run }) {
      holdClock();
      const scene = await mount({ url: "/first" });
      const { write, finish } = await run();
      await scene.update({ url: "/second" });
      await advance(1000);
      expect(server.count("POST")).toBe(1);
      write("first");
      finish();
      await scene.reaches("done");
      void scene.methods.start();
      await run(2);
      expect(server.requests.at(-1)!.url.pathname).toBe("/second");
    },
    expected: { text: "first", status: "connecting", runs: 2 },
  },
  {
    name: "without immediate the next start takes the inputs of now",
    async steps({ mount, run }) {
      const scene = await mount({ immediate: false, ...topic("tides") });
      await scene.update({ immediate: false, ...topic("moons") });
      void scene.methods.start();
      const { inputs } = await run();
      expect(inputs).toEqual({ topic: "moons" });
    },
    expected: { status: "connecting", runs: 1 },
  },
  {
    name: "unmounting while changed inputs rest starts nothing",
    async steps({ mount, server, run }) {
      holdClock();
      const scene = await mount(topic("tides"));
      await run();
      await scene.update(topic("moons"));
      await scene.unmount();
      await advance(1000);
      expect(server.count("POST")).toBe(1);
    },
    expected: { runs: 1, cancelled: [0] },
  },
];
