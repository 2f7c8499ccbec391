import { hmacSha256 } from "./crypto.ts";
import { canonicalJson } from "./inputs.ts";
import type { CacheStore } from "./store/store.ts";
import type { Workflow } from "./workflow.ts";

/** Where and how texts are kept. */
export interface CacheSettings {
  readonly cache: CacheStore;
  /** Key of the HMAC that names a text, so that no one can look up what was asked. */
  readonly secret: string;
  /** Told when the cache fails; the run goes on without it. */
  readonly onError: (error: unknown) => void;
}

const MAX_KEPT_CHARS = 1024 * 1024;
const REPLAY_CHARS = 1024;
const MAX_DEPTH = 64;

/**
 * Gives a workflow with `cacheTtlSeconds` its cache, and any other back as it is. A text is kept only when its workflow
 * came to the end of it, up to 1 Mi UTF-16 units; equal runs at the same time all run. A replay uses no tokens.
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
      const key = await hmacSha256(secret, canonicalJson([id, version, inputs]));
      const kept = await cache.get(key).catch((error: unknown) => void onError(error));
      if (kept !== undefined) {
        context.reportUsage({ inputTokens: 0, outputTokens: 0, totalTokens: 0 });
        return yield* inPieces(kept);
      }
      let text = "";
      for await (const piece of workflow.run(inputs, context)) {
        if (text.length <= MAX_KEPT_CHARS) text += piece;
        yield piece;
      }
      // A workflow that heeds its signal may end early, as if it had come to its end.
      if (text === "" || text.length > MAX_KEPT_CHARS || context.signal.aborted) return;
      cache.put(key, text, ttlSeconds).catch(onError);
    },
  };
}

function* inPieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += REPLAY_CHARS) {
    yield text.slice(start, start + REPLAY_CHARS);
  }
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
