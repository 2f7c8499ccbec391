import type { Fault } from "./faults.ts";
import type { ScriptedPart } from "./parts.ts";
import type { ScriptedEnding } from "./scriptedRun.ts";
import type { Wire } from "./wire.ts";

/** What a scripted server does by itself. */
export interface Script extends Wire {
  /** The text of each run and what stands beside it, written as it begins. Without it a test writes its runs by hand. */
  readonly deltas?:
    | readonly (string | ScriptedPart)[]
    | ((inputs: Record<string, unknown>) => readonly (string | ScriptedPart)[]);
  /** How a run of `deltas` ends. Default `'finish'`. */
  readonly ending?: ScriptedEnding;
  /** The path that hands out tokens to a POST, as a stream's `tokenUrl` asks for them. Default `'/api/stream-token'`. */
  readonly tokenUrl?: string;
  /** What goes wrong with each request but cancellations and those for tokens, in their order; those after the last are served well. */
  readonly faults?: readonly Fault[];
}

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly init: RequestInit;
  /** `performance.now()` when it came. */
  readonly atMs: number;
}
