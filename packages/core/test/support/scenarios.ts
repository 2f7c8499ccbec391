import type { Fault, ScriptedEnding, ScriptedPart } from "@workflow-stream/testing";
import fc from "fast-check";
import { anyText } from "./texts.ts";

/** One run against one server, and everything that goes wrong on the way. */
export interface Scenario {
  /** Its text, and what stands beside it. */
  readonly deltas: readonly (string | ScriptedPart)[];
  readonly chunkBytes: readonly number[];
  readonly gapMs: number;
  readonly faults: readonly Fault[];
  readonly format: "sse" | "plain";
  readonly ending: ScriptedEnding;
  readonly resume: boolean;
  readonly flush: "frame" | "sync";
  readonly hasEmptyEvents: boolean;
  readonly staysOpen: boolean;
  /** The browser says that there is no network, although there is. */
  readonly isOffline: boolean;
  /** What `Math.random` answers: where in its range each wait lies. */
  readonly random: number;
  /** When the run is stopped, in ms; `undefined`: not at all. */
  readonly stopAfterMs: number | undefined;
  /** When the page is loaded anew, in ms, where its run is remembered; `undefined`: not at all. */
  readonly reloadAfterMs: number | undefined;
}

const delta = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }) },
  { weight: 2, arbitrary: anyText(6, 1) },
  fc.constantFrom(
    "漢字かな",
    "👩‍👩‍👧‍👦",
    "e\u0301\u0323",
    "\uFEFF",
    "\r\n",
    "\u2028",
    "\0",
    '"\\',
    "data: \n\n",
    "🇫🇷",
  ),
);

/** Something beside the text. */
const part: fc.Arbitrary<ScriptedPart> = fc.oneof(
  fc.record({ type: fc.constant("reasoning" as const), text: delta }),
  fc.record({
    type: fc.constant("source" as const),
    url: fc.constantFrom("https://a.example/", "http://b.example/?q=%22"),
  }),
  fc.record({
    type: fc.constant("data" as const),
    name: fc.constantFrom("progress", "__proto__", "two-words"),
    // as it travels: JSON has no -0 of its own
    value: fc.jsonValue({ maxDepth: 1 }).map((value): unknown => JSON.parse(JSON.stringify(value))),
  }),
);

const afterBytes = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 600 }));

/** One thing that goes wrong. */
export const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant<Fault>({ kind: "none" }),
  fc.record({ kind: fc.constant("reset" as const), begins: fc.boolean() }),
  fc.record({ kind: fc.constant("silence" as const), begins: fc.boolean() }),
  fc.record({ kind: fc.constant("cut" as const), afterBytes, clean: fc.boolean() }),
  fc.record({ kind: fc.constant("cut" as const), afterBytes, clean: fc.boolean() }),
  fc.record({ kind: fc.constant("stall" as const), afterBytes }),
  fc.constant<Fault>({ kind: "duplicate" }),
  fc.record({ kind: fc.constant("replay" as const), bytes: fc.nat({ max: 30 }) }),
  fc.constant<Fault>({ kind: "running" }),
  fc.record({ kind: fc.constant("none" as const), delayMs: fc.nat({ max: 40_000 }) }),
  fc.constantFrom<Fault>(
    { kind: "refuse", status: 401, code: "token_invalid" },
    { kind: "refuse", status: 429, retryAfter: "2" },
    { kind: "refuse", status: 429, retryAfter: "3600" },
    { kind: "refuse", status: 503, code: "draining", retryAfter: "0" },
    { kind: "refuse", status: 502, code: "upstream_failed", begins: true },
    { kind: "refuse", status: 502, begins: true },
    { kind: "refuse", status: 502, body: "<html>Bad gateway</html>", contentType: "text/html" },
    { kind: "refuse", status: 504, begins: true },
    { kind: "refuse", status: 408 },
    { kind: "refuse", status: 408, begins: true },
    { kind: "refuse", status: 500, begins: true },
    { kind: "refuse", status: 500, code: "validation_timeout" },
    { kind: "refuse", status: 504, code: "FUNCTION_INVOCATION_TIMEOUT", begins: true },
    { kind: "refuse", status: 520, begins: true },
    { kind: "refuse", status: 524, body: "<html>A timeout</html>", contentType: "text/html" },
    { kind: "refuse", status: 530 },
    { kind: "refuse", status: 403 },
    { kind: "refuse", status: 409 },
  ),
);

/** A break after a few whole deltas and parts, and a resume that begins before it. */
const replayed: fc.Arbitrary<Fault[]> = fc.tuple(
  fc.record({
    kind: fc.constant("cut" as const),
    afterDeltas: fc.nat({ max: 10 }),
    clean: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("replay" as const), bytes: fc.nat({ max: 60 }) }),
);

/** Any text, any chunking, any schedule of faults. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  deltas: fc
    .array(fc.oneof({ weight: 2, arbitrary: delta }, { weight: 1, arbitrary: part }), {
      minLength: 1,
      maxLength: 16,
    })
    .filter((pieces) => pieces.some((piece) => typeof piece === "string")),
  chunkBytes: fc.array(fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 400 })), {
    minLength: 1,
    maxLength: 6,
  }),
  gapMs: fc.constantFrom(0, 1, 30),
  faults: fc
    .array(
      fc.oneof(
        {
          weight: 5,
          arbitrary: fault.map((one) => [one]),
        },
        { weight: 1, arbitrary: replayed },
      ),
      { maxLength: 6 },
    )
    .map((schedule) => schedule.flat()),
  format: fc.constantFrom("sse", "plain"),
  ending: fc.oneof(
    { weight: 6, arbitrary: fc.constant<ScriptedEnding>("finish") },
    fc.constantFrom<ScriptedEnding>(
      "abort",
      { error: "The model failed", code: "upstream_failed" },
      { finish: { finishReason: "stop", usage: { outputTokens: 3 } } },
      { finish: { finishReason: "length" } },
    ),
  ),
  resume: fc.boolean(),
  flush: fc.constantFrom("frame", "sync"),
  hasEmptyEvents: fc.boolean(),
  staysOpen: fc.boolean(),
  isOffline: fc.boolean(),
  random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  stopAfterMs: fc.option(fc.nat({ max: 3000 }), { freq: 6, nil: undefined }),
  reloadAfterMs: fc.option(fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 30_000 })), {
    freq: 2,
    nil: undefined,
  }),
});
