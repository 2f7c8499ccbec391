import { afterEach, describe, expect, it, vi } from "vitest";
import { createEntry, isOfStart, parseEntry, serialiseEntry } from "../../src/persist/entry.ts";
import { createRunKey } from "../../src/run/runKey.ts";
import { startKeyOf } from "../../src/run/startKey.ts";

const TARGET = { workflowId: "explain", baseUrl: "/api/v1" };
const DAY_MS = 24 * 60 * 60 * 1000;

afterEach(() => void vi.useRealTimers());

const textOf = (body = '{"topic":"tides"}'): string =>
  serialiseEntry(createEntry(createRunKey(), TARGET, body));

/** The text of an entry, with members changed. */
const changed = (members: object): string =>
  JSON.stringify({ ...JSON.parse(textOf()), ...members });

describe("an entry", () => {
  it.each(["{}", '{"topic":"tides"}', '{"a":[1,null,{"b":"é"}],"__proto__":7}', "[]"])(
    "is read as it was written, with the inputs %s",
    (body) => {
      const entry = createEntry(createRunKey(), TARGET, body);
      expect(parseEntry(serialiseEntry(entry))).toEqual(entry);
      expect(isOfStart(entry, startKeyOf(TARGET, body))).toBe(true);
    },
  );

  it.each([{ isNamed: true }, { isNamed: true, isOver: true }, { isStopped: true }])(
    "is read as it was changed: %j",
    (changes) => {
      const entry = { ...createEntry(createRunKey(), TARGET, "{}", "a tab"), ...changes };
      expect(parseEntry(serialiseEntry(entry))).toEqual(entry);
    },
  );

  it("says of itself only what is true", () => {
    const entry = parseEntry(changed({ isNamed: 1, isOver: "yes", isStopped: {}, owner: 7 }));
    expect(entry).toMatchObject({ isNamed: false, owner: undefined });
    expect(entry).not.toHaveProperty("isOver");
    expect(entry).not.toHaveProperty("isStopped");
  });

  it("is of starts with equal inputs and the same target alone", () => {
    const entry = createEntry(createRunKey(), TARGET, '{"a":1,"b":2}');
    expect(isOfStart(entry, startKeyOf(TARGET, '{"b":2,"a":1}'))).toBe(true);
    expect(isOfStart(entry, startKeyOf(TARGET, '{"a":1,"b":3}'))).toBe(false);
    expect(isOfStart(entry, startKeyOf({ workflowId: "explain" }, '{"a":1,"b":2}'))).toBe(false);
  });

  it("holds a digest of inputs over 64 KiB", () => {
    const body = JSON.stringify({ text: "x".repeat(70_000) });
    const other = JSON.stringify({ text: `${"x".repeat(69_999)}y` });
    const text = textOf(body);
    expect(text.length).toBeLessThan(300);
    const entry = parseEntry(text)!;
    expect(isOfStart(entry, startKeyOf(TARGET, body))).toBe(true);
    expect(isOfStart(entry, startKeyOf(TARGET, other))).toBe(false);
    expect(isOfStart(entry, startKeyOf({ workflowId: "other" }, body))).toBe(false);
  });

  it("is forgotten after 24 h, also where the clock was put back", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const text = textOf();
    const nowMs = Date.now();
    vi.setSystemTime(nowMs + DAY_MS - 1);
    expect(parseEntry(text)).toBeDefined();
    vi.setSystemTime(nowMs + DAY_MS);
    expect(parseEntry(text)).toBeUndefined();
    vi.setSystemTime(nowMs - DAY_MS);
    expect(parseEntry(text)).toBeUndefined();
  });
});

const KEY = createRunKey().value;

it.each<[string, unknown]>([
  ["nothing", ""],
  ["no JSON", "{"],
  ["null", "null"],
  ["a list", "[]"],
  ["a number", 7],
  ["an object of another program", '{"user":"x"}'],
  ["no Run-Key", changed({ runKey: undefined })],
  ["a Run-Key that is no text", changed({ runKey: 7 })],
  ["a Run-Key without a secret", changed({ runKey: KEY.split(".")[0] })],
  ["a Run-Key with more", changed({ runKey: `${KEY}.x` })],
  ["a Run-Key that is too long", changed({ runKey: `${KEY}x` })],
  [
    "a Run-Key that leads elsewhere",
    changed({ runKey: `run_../../../secret/of/ours.${KEY.slice(27)}` }),
  ],
  ["a Run-Key of other characters", changed({ runKey: KEY.slice(0, -1) + "é" })],
  ["no workflow", changed({ workflowId: undefined })],
  ["no time", changed({ beganAtMs: undefined })],
  ["a time that is none", changed({ beganAtMs: "today" })],
  ["no inputs", changed({ inputs: undefined })],
])("%s is no entry", (_, text) => {
  expect(parseEntry(text)).toBeUndefined();
});
