import { expect } from "vitest";
import { advance, holdClock } from "../clock.ts";
import type { Scenario } from "../scenario.ts";

/** A connection that breaks while the run goes on. */
export const resuming: readonly Scenario[] = [
  {
    name: "a text that was cut goes on where it broke off",
    async steps({ mount, run, server }) {
      const scene = await mount();
      const { write, cut, finish } = await run();
      write("before, ");
      await scene.shows("before, ", "streaming");
      const release = server.hold();
      cut();
      await scene.reaches("reconnecting");
      expect(scene.text()).toBe(scene.read("before, "));
      write("meanwhile, ");
      release();
      await scene.shows("before, meanwhile, ", "streaming");
      write("after");
      finish();
      await scene.reaches("done");
      expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
    },
    expected: { text: "before, meanwhile, after", status: "done", runs: 1 },
  },
  {
    name: "a character that was cut by a break is whole",
    wire: { format: "plain" },
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, writeAndCut, finish } = await run();
      write("one ");
      await scene.shows("one ");
      writeAndCut("😀");
      await scene.shows("one 😀");
      writeAndCut("é");
      finish();
      await scene.reaches("done");
      expect(scene.snapshot().verified).toBe(true);
    },
    expected: { text: "one 😀é", status: "done", runs: 1 },
  },
  {
    name: "a run that broke off is picked up by retry",
    async steps({ mount, run, server }) {
      holdClock();
      const scene = await mount();
      const { write, cut, finish } = await run();
      write("before, ");
      await scene.shows("before, ");
      server.failNext(...Array.from({ length: 500 }, () => ({ kind: "reset" as const })));
      cut();
      await scene.reaches("reconnecting");
      await advance(26_000);
      await scene.shows("before, ", "error");
      expect(scene.snapshot().error).toMatchObject({ code: "interrupted" });
      server.heal();
      void scene.methods.retry();
      write("after");
      await advance(1000);
      await scene.shows("before, after", "streaming");
      finish();
      await scene.reaches("done");
      expect(server.count("POST")).toBe(1);
    },
    expected: { text: "before, after", status: "done", runs: 1 },
  },
  {
    name: "a lost answer is picked up by retry",
    async steps({ mount, run, server }) {
      server.failNext({ kind: "reset", begins: true });
      const scene = await mount({ retries: 0 });
      const { write, finish } = await run();
      await scene.reaches("error");
      write("text");
      void scene.methods.retry();
      await scene.shows("text", "streaming");
      finish();
      await scene.reaches("done");
      expect(server.count("POST")).toBe(1);
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "a run that the server no longer has is started anew by retry",
    async steps({ mount, run, server }) {
      server.failNext({ kind: "reset", begins: true });
      const scene = await mount({ retries: 0, inputs: { topic: "tides" } });
      await run();
      await scene.reaches("error");
      server.forget();
      void scene.methods.retry();
      const { inputs, write, finish } = await run(2);
      expect(inputs).toEqual({ topic: "tides" });
      write("text");
      finish();
    },
    expected: { text: "text", status: "done", runs: 2 },
  },
  {
    name: "stop while a run is looked for keeps the text",
    async steps({ mount, run, server }) {
      const scene = await mount();
      const { write, cut } = await run();
      write("half");
      await scene.shows("half");
      const release = server.hold();
      cut();
      await scene.reaches("reconnecting");
      scene.methods.stop();
      await scene.reaches("stopped");
      release();
    },
    expected: { text: "half", status: "stopped", runs: 1, cancelled: [0] },
  },
];
