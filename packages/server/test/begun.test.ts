import { describe, expect, it } from "vitest";
import { memoryStore, type Store } from "../src/index.ts";
import {
  asBackend,
  asEvents,
  handFed,
  newRunKey,
  refusal,
  says,
  setup,
  textOf,
  parseEvents,
} from "./support.ts";

/** A memory store whose reads fail while `isDown`. */
function unreadable(): { store: Store; isDown: boolean } {
  const memory = memoryStore();
  const state = {
    isDown: false,
    store: {
      ...memory,
      runs: {
        ...memory.runs,
        read: async (...args: Parameters<typeof memory.runs.read>) => {
          if (state.isDown) throw new Error("connection refused");
          return memory.runs.read(...args);
        },
      },
    },
  };
  return state;
}

describe("a store that fails once a run began is no 503: that would deny the run", () => {
  it("for a POST that started it: its body breaks, and can be resumed", async () => {
    const state = unreadable();
    const { run, call, errors } = setup([says("say", "text")], { store: state.store });
    const { headers, id } = newRunKey();
    state.isDown = true;
    const response = await run("say", { headers: { ...headers, ...asEvents } });
    expect(response.status).toBe(200);
    expect(response.headers.get("run-id")).toBe(id);
    await expect(response.text()).rejects.toThrow("connection refused");
    expect(errors).toContainEqual(new Error("connection refused"));

    state.isDown = false;
    const resumed = await call(`/runs/${id}/stream`, { headers: { ...headers, ...asEvents } });
    expect(textOf(parseEvents(await resumed.text()))).toBe("text");
  });

  it("for a POST that attaches to it", async () => {
    const state = unreadable();
    const fed = handFed();
    const { run } = setup([fed.workflow], { store: state.store });
    const { headers } = newRunKey();
    fed.push("begun");
    await run("fed", { headers });
    state.isDown = true;
    expect((await run("fed", { headers })).status).toBe(200);
  });

  it("for a POST that waits for the whole text: it is a 502", async () => {
    const state = unreadable();
    const { call } = setup([says("say", "text")], { store: state.store });
    state.isDown = true;
    const response = await call("/run/say", { method: "POST", headers: asBackend });
    expect(await refusal(response)).toEqual({ status: 502, code: "producer_lost" });
  });
});

it("a resume waits a moment for text that its client has seen and the store has not", async () => {
  const fed = handFed();
  const { run, call } = setup([fed.workflow]);
  const { headers, id } = newRunKey();
  fed.push("one ");
  await run("fed", { headers });
  const resumed = call(`/runs/${id}/stream?offset=8`, { headers });
  setTimeout(() => fed.push("two three"), 50);
  const response = await resumed;
  expect(response.status).toBe(200);
  fed.end();
  expect(await response.text()).toBe("three");
});
