import { expect, it } from "vitest";
import { hideFromSight } from "../../src/binding/index.ts";

it("takes a ref's null for no element", () => {
  expect(() => hideFromSight(null)).not.toThrow();
});
