import { expect, it } from "vitest";
import { isStream } from "../../src/binding/index.ts";
import { createWorkflowStream } from "../../src/index.ts";

it.each([
  ["a stream", createWorkflowStream({ url: "/run" }), true],
  ["a stream with further methods", { ...createWorkflowStream({ url: "/run" }), more: 1 }, true],
  ["options", { url: "/run" }, false],
  ["a function that returns options", () => ({ url: "/run" }), false],
  ["null", null, false],
  ["undefined", undefined, false],
])("tells a stream: %s", (_, value, expected) => {
  expect(isStream(value)).toBe(expected);
});
