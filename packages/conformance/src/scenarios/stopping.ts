import { expect } from "vitest";
import { frame } from "../clock.ts";
import type { Scenario } from "../scenario.ts";
import { eventually } from "../scene.ts";

/** What ends a run before its time. */
export const stopping: readonly Scenario[] = [
  {
    name: "stop keeps the text, and the server hears of it",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write } = await run();
      write("half");
      await scene.shows("half");
      scene.methods.stop();
      await scene.reaches("stopped");
      write(" and the rest");
      await frame();
      expect(scene.snapshot()).toMatchObject({
        isPartial: true,
        verified: false,
        error: undefined,
      });
    },
    expected: { text: "half", status: "stopped", runs: 1, cancelled: [0] },
  },
  {
    name: "stop before any answer leaves no run",
    async steps({ mount, server }) {
      const release = server.hold();
      const scene = await mount();
      await eventually(() => server.count("POST"), 1);
      scene.methods.stop();
      await scene.reaches("stopped");
      release();
      await eventually(() => server.count("DELETE"), 1);
    },
    expected: { text: "", status: "stopped", runs: 0 },
  },
  {
    name: "a run that the server aborts is stopped",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, abort } = await run();
      write("half");
      abort();
      await scene.reaches("stopped");
      expect(scene.snapshot()).toMatchObject({ isPartial: true, verified: true, error: undefined });
    },
    expected: { text: "half", status: "stopped", runs: 1 },
  },
  {
    name: "a stopped run is started anew by retry",
    async steps({ mount, run }) {
      const scene = await mount({ inputs: { topic: "tides" } });
      const first = await run();
      first.write("half");
      await scene.shows("half");
      scene.methods.stop();
      await scene.reaches("stopped");
      void scene.methods.retry();
      const second = await run(2);
      expect(second.inputs).toEqual({ topic: "tides" });
      expect(scene.text()).toBe("half");
      second.write("whole");
      second.finish();
      await scene.reaches("done");
    },
    expected: { text: "whole", status: "done", runs: 2, cancelled: [0] },
  },
  {
    name: "unmounting ends the run, and the server sees it",
    async steps({ mount, run }) {
      const scene = await mount();
      const scripted = await run();
      scripted.write("half");
      await scene.shows("half");
      await scene.unmount();
      await eventually(() => scripted.readers, 0);
    },
    expected: { runs: 1, cancelled: [0] },
  },
  {
    name: "unmounting before any answer leaves no run",
    async steps({ mount, server }) {
      const release = server.hold();
      const scene = await mount();
      await eventually(() => server.count("POST"), 1);
      await scene.unmount();
      await eventually(() => server.count("DELETE"), 1);
      release();
      await frame();
    },
    expected: { runs: 0 },
  },
  {
    name: "unmounting and mounting at once leaves one run",
    async steps({ mount, run }) {
      const first = await mount();
      const old = await run();
      old.write("old");
      await first.shows("old");
      await first.unmount();
      const second = await mount();
      const { write, finish } = await run(2);
      old.write(" and late");
      write("new");
      await second.shows("new");
      finish();
    },
    expected: { text: "new", status: "done", runs: 2, cancelled: [0] },
  },
];
