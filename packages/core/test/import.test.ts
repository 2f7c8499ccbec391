import { afterEach, expect, it, vi } from "vitest";

const GLOBALS = [
  "document",
  "window",
  "navigator",
  "location",
  "requestAnimationFrame",
  "HTMLElement",
  "fetch",
  "crypto",
  "sessionStorage",
  "localStorage",
];

const real = new Map(
  GLOBALS.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]),
);

afterEach(() => {
  for (const [name, descriptor] of real)
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
});

it.each<[string, () => Promise<object>]>([
  ["the package", () => import("../src/index.ts")],
  ["its entry for bindings", () => import("../src/binding/index.ts")],
  ["its formats", () => import("../src/formats/index.ts")],
  ["its persisters", () => import("../src/persist/index.ts")],
])("importing %s touches no global of a page", async (_, load) => {
  const touched: string[] = [];
  for (const name of GLOBALS)
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => void touched.push(name),
    });
  vi.resetModules();
  expect(Object.keys(await load()).length).toBeGreaterThan(0);
  expect(touched).toEqual([]);
});
