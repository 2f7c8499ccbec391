import { expect } from "vitest";
import { frame } from "../clock.ts";
import type { Scenario } from "../scenario.ts";

const topic = (topic: string): { inputs: { topic: string } } => ({ inputs: { topic } });

/** What starts a run, and when. */
export const starting: readonly Scenario[] = [
  {
    name: "nothing starts without immediate",
    async steps({ mount, server }) {
      const scene = await mount({ immediate: false, ...topic("tides") });
      await frame();
      await scene.update(topic("moons"));
      await frame();
      expect(server.requests).toHaveLength(0);
      expect(server.tokensIssued).toBe(0);
    },
    expected: { text: "", statuses: ["idle"], runs: 0 },
  },
  {
    name: "immediate starts once on mount",
    async steps({ mount, server, run }) {
      const scene = await mount(topic("tides"));
      const { inputs, write, finish } = await run();
      expect(inputs).toEqual({ topic: "tides" });
      write("text");
      finish();
      await scene.reaches("done");
      await frame();
      expect(server.count("POST")).toBe(1);
      expect(server.tokensIssued).toBe(1);
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "start sends the inputs it is given",
    async steps({ mount, run }) {
      const scene = await mount({ immediate: false, ...topic("tides") });
      const result = scene.methods.start({ topic: "moons" });
      const { inputs, write, finish } = await run();
      expect(inputs).toEqual({ topic: "moons" });
      write("text");
      finish();
      expect(await result).toMatchObject({ status: "done", text: "text", verified: true });
      expect(scene.snapshot().inputs).toEqual({ topic: "moons" });
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "inputs may be a function",
    async steps({ mount, run }) {
      await mount({ inputs: () => ({ topic: "tides" }) });
      expect((await run()).inputs).toEqual({ topic: "tides" });
    },
    expected: { status: "connecting", runs: 1 },
  },
  {
    name: "inputs that can't be had or sent are an error",
    async steps({ mount, server }) {
      const cause = new Error("no form");
      const scene = await mount({
        inputs: () => {
          throw cause;
        },
      });
      await scene.reaches("error");
      expect(scene.snapshot().error).toMatchObject({ code: "invalid_input", cause });
      expect(server.requests).toHaveLength(0);
    },
    expected: { text: "", status: "error", runs: 0 },
  },
  {
    name: "inputs that JSON would lose are an error that says where",
    async steps({ mount, server }) {
      const form = { topic: "tides", files: [new File(["a"], "a.txt")] };
      const scene = await mount({ inputs: form });
      await scene.reaches("error");
      const details = [{ pointer: "/files/0", detail: "File can't be sent as JSON." }];
      expect(scene.snapshot().error).toMatchObject({ code: "invalid_input", details });
      expect(await scene.methods.start({ depth: Number.NaN })).toMatchObject({
        error: { code: "invalid_input", details: [{ pointer: "/depth" }] },
      });
      expect(server.requests).toHaveLength(0);
    },
    expected: { text: "", status: "error", runs: 0 },
  },
  {
    name: "a run keeps the inputs it was started with",
    async steps({ mount, run }) {
      const scene = await mount({ immediate: false });
      const form = { topic: "tides", places: ["a"] };
      void scene.methods.start(form);
      const first = await run();
      form.topic = "moons";
      form.places.push("b");
      first.fail("The model is gone", "upstream_failed");
      await scene.reaches("error");
      expect(scene.snapshot().inputs).toEqual({ topic: "tides", places: ["a"] });
      void scene.methods.retry();
      const { inputs } = await run(2);
      expect(inputs).toEqual({ topic: "tides", places: ["a"] });
    },
    expected: { status: "connecting", runs: 2 },
  },
];
