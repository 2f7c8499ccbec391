import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { guard } from "../src/hooks.ts";
import type { Logger, WorkflowServerOptions } from "../src/index.ts";
import { asBackend, says, setup, until } from "./support.ts";

const unhandled: unknown[] = [];
const listener = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", listener);
});
afterEach(async () => {
  // Node tells of them when the microtasks are through.
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off("unhandledRejection", listener);
  vi.restoreAllMocks();
  expect(unhandled).toEqual([]);
});

const down = new Error("the database is down");
const throws = (): never => {
  throw down;
};
const rejects = async (): Promise<void> => throws();
const failingRun = { ...says("failing"), run: throws };

/** One run that is done and one that fails. */
async function both(options: Partial<WorkflowServerOptions>): Promise<void> {
  const { call } = setup([says("say", "text"), failingRun], options);
  const post = { method: "POST", headers: { ...asBackend, "x-forwarded-for": "1.1.1.1" } };
  expect((await call("/run/say", post)).status).toBe(200);
  expect((await call("/run/failing", post)).status).toBe(502);
  expect((await call("/run/say", post)).status).toBe(200);
}

describe.each([
  ["throws", throws],
  ["rejects", rejects],
])("a hook that %s ends nothing:", (_how, fail) => {
  it("`onRun` is told to `onError`", async () => {
    const errors: unknown[] = [];
    await both({ onRun: fail, onError: (error) => void errors.push(error) });
    // The failing run throws the same itself.
    await until(() => errors.length === 4);
    expect(errors).toEqual([down, down, down, down]);
  });

  it("`onError` is told to the console", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    await both({ onError: fail, onRun: fail });
    await until(() => logged.mock.calls.length === 4);
    expect(logged).toHaveBeenCalledWith(down);
  });

  it("and when the console fails too there is no one left to tell", async () => {
    vi.spyOn(console, "error").mockImplementation(throws);
    await both({ onError: fail, onRun: fail });
  });

  it("a logger is told to `onError`, and the hooks hear of the run all the same", async () => {
    const logger: Logger = { info: fail, warn: fail, error: fail };
    const errors: unknown[] = [];
    const seen: unknown[] = [];
    await both({
      logger,
      limits: {},
      onRun: (run) => void seen.push(run.status),
      onError: (error) => void errors.push(error),
    });
    expect(seen).toEqual(["done", "failed", "done"]);
    // A line for each run, one for each request, one for the proxy that it was not told of, and what the run threw.
    await until(() => errors.length === 8);
  });
});

it("a hook may return what it likes", async () => {
  const runs: unknown[] = [];
  await both({ onRun: (run) => runs.push(run), onError: () => "heard" });
  expect(runs).toHaveLength(3);
});

it("a hook that answers with a promise-like of its own is heard too", async () => {
  const errors: unknown[] = [];
  const thenable = new Proxy({}, { get: throws });
  guard(
    () => thenable,
    (error) => errors.push(error),
  )(undefined);
  await until(() => errors.length === 1);
  expect(errors).toEqual([down]);
});
