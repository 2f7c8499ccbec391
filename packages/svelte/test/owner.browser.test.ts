import { expect, it } from "vitest";
import { createWorkflowStream } from "../src/index.ts";
import { unlessThrown } from "../src/svelteError.ts";
import { derivedWithoutOwner } from "./effects.svelte.ts";

const make = (): unknown => createWorkflowStream({ url: "/run" });

it("may be made where there is no owner", () => {
  expect(make).not.toThrow();
});

it("throws on what else Svelte says of a place, as of a derived value that nothing owns", () => {
  expect(derivedWithoutOwner(make)).toThrow("effect_in_unowned_derived");
});

it("passes over Svelte's own error alone", () => {
  const failing = (message: string) => () => {
    throw new Error(message);
  };
  expect(unlessThrown("effect_orphan", failing("https://svelte.dev/e/effect_orphan"))).toBe(
    undefined,
  );
  expect(() => unlessThrown("effect_orphan", failing("mine"))).toThrow("mine");
  expect(() =>
    unlessThrown("effect_orphan", failing("https://svelte.dev/e/effect_in_teardown")),
  ).toThrow();
});
