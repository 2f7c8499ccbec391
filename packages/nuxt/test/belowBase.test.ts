import { expect, it } from "vitest";
import { belowBase } from "../src/runtime/belowBase.ts";

it.each([
  ["/", "/api/v1"],
  ["", "/api/v1"],
  ["/app/", "/app/api/v1"],
  ["/app", "/app/api/v1"],
])("an app at %j has its workflows at %j", (base, path) => {
  expect(belowBase(base, "/api/v1")).toBe(path);
});
