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
];

const real = new Map(
  GLOBALS.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]),
);

afterEach(() => {
  for (const [name, descriptor] of real)
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
});

it.each(["index", "binding", "formats/index"])(
  "importing %s touches no global of a page",
  async (entry) => {
    const touched: string[] = [];
    for (const name of GLOBALS)
      Object.defineProperty(globalThis, name, {
        configurable: true,
        get: () => void touched.push(name),
      });
    vi.resetModules();
    const module: object = await import(`../../src/${entry}.ts`);
    expect(Object.keys(module).length).toBeGreaterThan(0);
    expect(touched).toEqual([]);
  },
);
