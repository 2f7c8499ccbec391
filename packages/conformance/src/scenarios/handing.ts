import { createWorkflowStream, type WorkflowStream } from "@workflow-stream/core";
import { expect } from "vitest";
import { frame } from "../clock.ts";
import type { Scenario, Stage } from "../scenario.ts";
import { eventually } from "../scene.ts";

/** A stream that no component made. */
function streamOf({ server: { fetch, token } }: Stage, initialText: string): WorkflowStream {
  return createWorkflowStream({ workflowId: "explain", fetch, token, initialText });
}

/** What `<StreamingText>` does when its `stream` changes. */
export const handing: readonly Scenario[] = [
  {
    name: "another stream takes the place of the one it was handed",
    async steps(stage) {
      const [first, second] = [streamOf(stage, ""), streamOf(stage, "two")];
      void first.start();
      const scene = await stage.mount({ stream: first });
      const run = await stage.run();
      run.write("one");
      await scene.shows("one", "streaming");
      await scene.update({ stream: second });
      expect([scene.text(), scene.status()]).toEqual(["two", "idle"]);
      run.write(", and more");
      await eventually(() => first.getSnapshot().text, "one, and more");
      await frame();
      expect([scene.text(), scene.status()]).toEqual(["two", "idle"]);
      second.setText("two and a half");
      await scene.shows("two and a half");
      await scene.update({ stream: first });
      expect([scene.text(), scene.status()]).toEqual(["one, and more", "streaming"]);
      second.setText("three");
      run.finish();
    },
    expected: { text: "one, and more", status: "done", runs: 1 },
  },
  {
    name: "a stream takes the place of options, whose run ends, and gives it back",
    async steps(stage) {
      const { mount, run } = stage;
      const scene = await mount();
      (await run()).write("own");
      await scene.shows("own");
      const stream = streamOf(stage, "handed");
      await scene.update({ stream });
      await scene.shows("handed", "idle");
      await eventually(() => stage.server.runs[0]!.isCancelled, true);
      await scene.update({});
      const { write, finish } = await run(2);
      expect([scene.text(), scene.status()]).toEqual(["", "connecting"]);
      write("own again");
      await scene.shows("own again");
      stream.setText("unseen");
      finish();
    },
    expected: { text: "own again", status: "done", runs: 2, cancelled: [0] },
  },
  {
    name: "options take the place of a stream, which goes on, and give it back",
    async steps(stage) {
      const { mount, run } = stage;
      const stream = streamOf(stage, "");
      void stream.start();
      const { write, finish } = await run();
      const scene = await mount({ stream });
      write("handed");
      await scene.shows("handed");
      const { fetch, token } = stage.server;
      const own = { workflowId: "explain", fetch, token, immediate: true, stream: undefined };
      await scene.update(own);
      (await run(2)).write("own");
      await scene.shows("own", "streaming");
      write(" and whole");
      finish();
      await eventually(() => stream.getSnapshot().status, "done");
      expect(scene.text()).toBe("own");
      await scene.update({});
    },
    expected: { text: "handed and whole", status: "done", runs: 2, cancelled: [1] },
  },
];
