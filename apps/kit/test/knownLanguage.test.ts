import { afterEach, beforeEach, expect, it, vi } from "vitest";

beforeEach(() => void vi.resetModules());
afterEach(() => void vi.unstubAllGlobals());

it.each([
  ["C", "en"],
  ["en-US@posix", "en"],
  ["", "en"],
  ["de-CH", "de-CH"],
])("where the browser's language is %j, numbers are written in %j", async (language, written) => {
  vi.stubGlobal("navigator", { language });
  await import("../src/elements/knownLanguage.ts");
  expect(navigator.language).toBe(written);
  expect(() => new Intl.NumberFormat(navigator.language)).not.toThrow();
});
