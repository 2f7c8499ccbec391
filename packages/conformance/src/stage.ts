import { createScriptedServer, type Wire } from "@workflow-stream/testing";
import type { Mount, MountInit } from "./harness.ts";
import type { Stage } from "./scenario.ts";
import { createScene, eventually, type Scene } from "./scene.ts";

/** A stage, and what was mounted on it. */
export interface SetStage extends Stage {
  readonly scenes: readonly Scene[];
}

/** Sets a stage with a server of its own. */
export function setStage(mount: Mount, kind: MountInit["kind"], wire: Wire = {}): SetStage {
  const server = createScriptedServer(wire);
  const scenes: Scene[] = [];
  return {
    kind,
    server,
    scenes,
    async mount(given = {}) {
      const { fetch, token } = server;
      const isGiven = given.stream !== undefined || given.text !== undefined;
      const ours = isGiven
        ? {}
        : { fetch, immediate: true, ...(given.url ? {} : { workflowId: "explain", token }) };
      const options = { ...ours, ...given } as typeof given;
      const scene = createScene(await mount(options, { kind }), kind, options);
      scenes.push(scene);
      return scene;
    },
    async run(count = 1) {
      await eventually(() => server.runs.length, count);
      return server.runs[count - 1]!;
    },
  };
}
