import type { ScriptedRun, ScriptedServer, Wire } from "@workflow-stream/testing";
import type { MountInit, MountOptions } from "./harness.ts";
import type { Scene } from "./scene.ts";

/** Where a scenario plays. */
export interface Stage {
  readonly kind: MountInit["kind"];
  readonly server: ScriptedServer;
  /** Mounts with a workflow of the server and `immediate`, unless the options say otherwise. */
  mount(options?: MountOptions): Promise<Scene>;
  /** Waits until the server has begun that many runs; the last of them. */
  run(count?: number): Promise<ScriptedRun>;
}

/** What holds at the end of a scenario, of the page mounted last and of the server. */
export interface Expected {
  readonly text?: string;
  readonly status?: string;
  /** All statuses the page has shown. */
  readonly statuses?: readonly string[];
  /** Runs that began: what is billed. */
  readonly runs: number;
  /** Runs the server was told to stop, by their place. */
  readonly cancelled?: readonly number[];
}

/** One behaviour, the same in every binding. */
export interface Scenario {
  readonly name: string;
  readonly wire?: Wire;
  readonly steps: (stage: Stage) => Promise<void>;
  readonly expected: Expected;
}
