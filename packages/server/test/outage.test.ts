import { describe, expect, it } from "vitest";
import { memoryStore, type Store } from "../src/index.ts";
import {
  asEvents,
  handFed,
  until,
  explain,
  newRunKey,
  parseEvents,
  refusal,
  says,
  setup,
  textOf,
} from "./support.ts";

const body = JSON.stringify({ topic: "tea" });

describe("a store that fails", () => {
  const failing = (fail: (store: Store) => Partial<Store>): Store => {
    const store = memoryStore();
    return { ...store, ...fail(store) };
  };
  const down = async (): Promise<never> => {
    throw new Error("connection refused");
  };

  it("is a 503 with Retry-After, and is told to the operator", async () => {
    const store = failing(({ tokens }) => ({ tokens: { ...tokens, peek: down } }));
    const { run, errors } = setup([explain], { store });
    const response = await run("explain", { body });
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await refusal(response)).toEqual({ status: 503, code: "store_unavailable" });
    expect(errors).toEqual([new Error("connection refused")]);
  });

  it("is a 503 also when it throws what is no Error", async () => {
    const peek = async (): Promise<never> => Promise.reject("text");
    const store = failing(({ tokens }) => ({ tokens: { ...tokens, peek } }));
    const { run } = setup([explain], { store });
    expect((await run("explain", { body })).status).toBe(503);
  });

  it("is not ready, yet alive", async () => {
    const { call } = setup([explain], { store: failing(() => ({ ping: down })) });
    expect((await call("http://server.test/readyz")).status).toBe(503);
    expect((await call("http://server.test/healthz")).status).toBe(200);
  });

  it("ends a run it can't take the text of", async () => {
    const store = failing(({ runs }) => ({ runs: { ...runs, append: down } }));
    const { run, errors } = setup([explain], { store });
    const response = await run("explain", { body });
    expect(await refusal(response)).toEqual({ status: 502, code: "producer_lost" });
    expect(errors).toEqual([new Error("connection refused")]);
  });

  it("tells a run that was cancelled elsewhere at its next text", async () => {
    const fed = handFed();
    const store = failing(({ runs }) => ({
      runs: { ...runs, begin: (id, claim, _, keepMs) => runs.begin(id, claim, () => {}, keepMs) },
    }));
    const { run, call, reports } = setup([fed.workflow], { store });
    const { headers, id } = newRunKey();
    fed.push("one");
    await run("fed", { headers });
    await call(`/runs/${id}`, { method: "DELETE", headers });
    expect(fed.signal?.aborted).toBe(false);
    fed.push("two");
    await until(() => fed.signal?.aborted === true);
    expect(reports).toMatchObject([{ status: "aborted", bytes: 3 }]);
  });

  it("reports what the store says of a run that ended twice", async () => {
    const store = failing(({ runs }) => ({
      runs: { ...runs, finish: (id, _ending, keepMs) => runs.cancel(id, keepMs).then(() => false) },
    }));
    const { run, reports } = setup([says("say", "text")], { store });
    await run("say", { headers: newRunKey().headers });
    await until(() => reports.length > 0);
    expect(reports).toMatchObject([{ status: "aborted" }]);
  });

  it("does not end a run whose reader it loses for a moment", async () => {
    let fails = false;
    const store = failing(({ runs }) => ({
      runs: { ...runs, read: (...args) => (fails ? down() : runs.read(...args)) },
    }));
    const { run, call } = setup([says("say", "abc")], { store });
    const { headers, id } = newRunKey();
    const response = await run("say", { headers });
    fails = true;
    await expect(response.text()).rejects.toThrow("connection refused");
    fails = false;
    const again = await call(`/runs/${id}/stream`, { headers: { ...headers, ...asEvents } });
    expect(textOf(parseEvents(await again.text()))).toBe("abc");
  });
});
