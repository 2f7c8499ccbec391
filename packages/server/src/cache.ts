import { hmacSha256 } from "./crypto.ts";
import { readFinishReason, type WorkflowEnd } from "./finishReason.ts";
import { canonicalJson } from "./inputs.ts";
import { createRecording, replay } from "./recording.ts";
import type { CacheStore } from "./store/store.ts";
import type { Workflow } from "./workflow.ts";
import { untilReturned } from "./workflowOutput.ts";

/** Where and how texts are kept. */
export interface CacheSettings {
  readonly cache: CacheStore;
  /** Key of the HMAC that names a text, so that no one can look up what was asked. */
  readonly secret: string;
  /** Told when the cache fails; the run goes on without it. */
  readonly onError: (error: unknown) => void;
}

const MAX_DEPTH = 64;
/** How a text is kept: one that another version of the server has kept otherwise is not found. */
const SHAPE = 2;

/**
 * Gives a workflow with `cacheTtlSeconds` its cache, and any other back as it is. A text is kept with its parts, and only when its
 * workflow came to the whole end of it, up to 1 Mi UTF-16 units; equal runs at the same time all run. A replay uses no tokens.
 * @throws TypeError when `cacheTtlSeconds` is not a whole number above 0, or the secret is empty.
 */
export function withCache(workflow: Workflow, settings: CacheSettings): Workflow {
  const { id, version = "", cacheTtlSeconds: ttlSeconds } = workflow;
  if (ttlSeconds === undefined) return workflow;
  if (!Number.isSafeInteger(ttlSeconds) || ttlSeconds <= 0) {
    throw new TypeError(`cacheTtlSeconds of "${id}" must be a whole number above 0`);
  }
  const { cache, secret, onError } = settings;
  if (secret === "") throw new TypeError("cacheSecret is empty");

  return {
    ...workflow,
    async *run(inputs, context) {
      // Inputs that JSON can't tell apart would get each other's text.
      if (!isJson(inputs, 0)) return yield* workflow.run(inputs, context);
      const key = await hmacSha256(secret, canonicalJson([SHAPE, id, version, inputs]));
      const kept = await cache.get(key).catch((error: unknown) => void onError(error));
      if (kept !== undefined) {
        context.reportUsage({ inputTokens: 0, outputTokens: 0, totalTokens: 0 });
        return yield* replay(kept);
      }
      const recording = createRecording();
      let returned: WorkflowEnd | void = undefined;
      const output = workflow.run(inputs, context);
      for await (const piece of untilReturned(output, (end) => (returned = end))) {
        recording.keep(piece);
        yield piece;
      }
      // A workflow that heeds its signal may end early, as if it had come to its end.
      const recorded = context.signal.aborted
        ? undefined
        : recording.end(readFinishReason(returned));
      if (recorded !== undefined) cache.put(key, recorded, ttlSeconds).catch(onError);
      return returned;
    },
  };
}

function isJson(value: unknown, depth: number): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return typeof value === "string" || typeof value === "boolean";
  if (value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = Array.isArray(value) || prototype === Object.prototype || prototype === null;
  return isPlain && Object.values(value).every((member) => isJson(member, depth + 1));
}
