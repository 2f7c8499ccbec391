import { expect, it } from "vitest";
import { withDefaults } from "../../src/binding/index.ts";

it("takes from the defaults what is not given", () => {
  const options = { url: "/run", retries: 1 };
  expect(withDefaults(options, { retries: 2, baseUrl: "/api" })).toEqual({
    url: "/run",
    retries: 1,
    baseUrl: "/api",
  });
});

it("takes from the defaults what is given as undefined", () => {
  const options = { url: "/run", baseUrl: undefined, token: undefined };
  expect(withDefaults(options, { baseUrl: "/api" })).toEqual({ url: "/run", baseUrl: "/api" });
});

it.each([0, false, "", null])("keeps %j, which is given", (value) => {
  expect(withDefaults({ value }, { value: "default" })).toEqual({ value });
});

it.each([
  [{ token: "a" }, { tokenUrl: "/token" }, { token: "a" }],
  [{ tokenUrl: "/token" }, { token: "a" }, { tokenUrl: "/token" }],
  [{ retries: 1 }, { token: "a" }, { token: "a", retries: 1 }],
])("%j beside the defaults %j has one way to a token", (own, defaults, expected) => {
  expect(withDefaults<object>(own, defaults)).toEqual(expected);
});

it("replaces an option as a whole: headers are not mixed", () => {
  const own = { headers: { "x-own": "1" } };
  expect(withDefaults(own, { headers: { "x-default": "1" } })).toEqual(own);
});

it("changes neither", () => {
  const options = Object.freeze({ url: "/run", baseUrl: undefined });
  const defaults = Object.freeze({ baseUrl: "/api" });
  expect(withDefaults(options, defaults)).not.toBe(options);
  expect(options).toEqual({ url: "/run", baseUrl: undefined });
});
