import { createWorkflowStream, type WorkflowStream } from "@workflow-stream/core";
import { expect } from "vitest";
import { frame } from "../clock.ts";
import type { Scenario, Stage } from "../scenario.ts";
import { eventually } from "../scene.ts";

/** A stream that no component made. */
function streamOf({ server: { fetch, token } }: Stage): WorkflowStream {
  return createWorkflowStream({ workflowId: "explain", fetch, token });
}

/** Streams that more than one part of a page holds. */
export const sharing: readonly Scenario[] = [
  {
    name: "two components share one stream",
    async steps({ mount, run }) {
      const first = await mount();
      const { write, finish } = await run();
      const second = await mount({ stream: first.stream });
      write("shared");
      await first.shows("shared", "streaming");
      await second.shows("shared", "streaming");
      finish();
      await first.shows("shared", "done");
    },
    expected: { text: "shared", status: "done", runs: 1 },
  },
  {
    name: "a component that is handed a stream starts nothing",
    async steps(stage) {
      const scene = await stage.mount({ stream: streamOf(stage), immediate: true });
      await frame();
      expect(stage.server.requests).toHaveLength(0);
      expect(scene.status()).toBe("idle");
    },
    expected: { text: "", status: "idle", runs: 0 },
  },
  {
    name: "a stream that was handed in goes on after the component is gone",
    async steps(stage) {
      const stream = streamOf(stage);
      void stream.start();
      const scene = await stage.mount({ stream });
      const { write, finish } = await stage.run();
      write("seen, ");
      await scene.shows("seen, ");
      await scene.unmount();
      write("unseen");
      finish();
      await eventually(() => stream.getSnapshot().status, "done");
      expect(stream.getSnapshot().text).toBe("seen, unseen");
    },
    expected: { runs: 1 },
  },
  {
    name: "a stream ends with the component that made it",
    async steps({ mount, run }) {
      const maker = await mount();
      const { write } = await run();
      const guest = await mount({ stream: maker.stream });
      write("shared");
      await guest.shows("shared");
      await maker.unmount();
      await guest.shows("shared", "stopped");
    },
    expected: { text: "shared", status: "stopped", runs: 1, cancelled: [0] },
  },
  {
    name: "a stream that is on shows its text at once",
    async steps(stage) {
      const stream = streamOf(stage);
      void stream.start();
      const { write, finish } = await stage.run();
      write("so far");
      await eventually(() => stream.getSnapshot().text, "so far");
      const scene = await stage.mount({ stream });
      expect(scene.text()).toBe("so far");
      expect(scene.status()).toBe("streaming");
      write(", so good");
      finish();
    },
    expected: { text: "so far, so good", status: "done", runs: 1 },
  },
  {
    name: "a change between the first read and the subscription is seen",
    async steps(stage) {
      const stream = streamOf(stage);
      let isRead = false;
      const scene = await stage.mount({
        stream: {
          ...stream,
          getSnapshot() {
            if (!isRead) queueMicrotask(() => stream.setText("changed"));
            isRead = true;
            return stream.getSnapshot();
          },
        },
      });
      await scene.shows("changed");
    },
    expected: { text: "changed", status: "idle", runs: 0 },
  },
];
