import { createScriptedServer, openPage } from "@workflow-stream/testing";
import { beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { localPersister, sessionPersister } from "../../src/persist/index.ts";
import { takeTabName } from "../../src/persist/tab.ts";
import { streamOf } from "../support/streams.ts";

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

describe.each([
  ["sessionPersister", sessionPersister, sessionStorage],
  ["localPersister", localPersister, localStorage],
] as const)("%s", (_, create, storage) => {
  it("keeps the run of a page for the next one, under a name of its own", async () => {
    const server = createScriptedServer();
    const page = openPage(server);
    void streamOf(server, { persister: create("explain"), fetch: page.fetch }).start();
    await expect.poll(() => server.runs.length).toBe(1);
    page.close();
    expect(Object.keys(storage)).toContain("workflow-stream:explain");
    const stream = streamOf(server, { persister: create("explain") });
    const restored = stream.restore();
    expect(stream.getSnapshot().status).toBe("reconnecting");
    server.runs[0]!.write("a text");
    server.runs[0]!.finish();
    expect(await restored).toMatchObject({ status: "done", text: "a text" });
    expect(await streamOf(server, { persister: create("other") }).restore()).toBeUndefined();
    create("explain").clear();
    expect(storage.getItem("workflow-stream:explain")).toBeNull();
  });

  function blockStorage(): MockInstance<typeof console.warn> {
    const deny = (): never => {
      throw new DOMException("Denied", "SecurityError");
    };
    for (const name of ["getItem", "setItem", "removeItem"] as const)
      vi.spyOn(Storage.prototype, name).mockImplementation(deny);
    return vi.spyOn(console, "warn").mockImplementation(() => {});
  }

  it("changes nothing but one warning where storage is full or blocked", async () => {
    const warn = blockStorage();
    const server = createScriptedServer({ deltas: ["a text"] });
    const stream = streamOf(server, { persister: create("explain") });
    expect(await stream.restore()).toBeUndefined();
    expect(await stream.start()).toMatchObject({ status: "done", text: "a text" });
    expect(warn).toHaveBeenCalledTimes(1);
    vi.restoreAllMocks();
  });

  it("stops the run with the last release where it could not be kept", async () => {
    blockStorage();
    const server = createScriptedServer();
    const stream = streamOf(server, { persister: create("explain") });
    const release = stream.retain();
    void stream.start();
    await expect.poll(() => server.runs.length).toBe(1);
    release();
    await expect.poll(() => stream.getSnapshot().status).toBe("stopped");
    await expect.poll(() => server.runs[0]!.isCancelled).toBe(true);
    vi.restoreAllMocks();
  });
});

it("a tab keeps its name over a reload, and a duplicate has another", () => {
  const first = takeTabName();
  expect(takeTabName()).not.toBe(first);
  sessionStorage.clear();
  const before = takeTabName();
  window.dispatchEvent(new Event("pagehide"));
  expect(takeTabName()).toBe(before);
  // out of the back/forward cache
  window.dispatchEvent(new Event("pageshow"));
  expect(takeTabName()).not.toBe(before);
});

it.each<[string, () => unknown]>([
  [
    "are none, as on plain http",
    () => vi.spyOn(navigator, "locks", "get").mockReturnValue(undefined!),
  ],
  ["are refused", () => vi.spyOn(navigator.locks, "request").mockRejectedValue(new Error("No"))],
])("localPersister remembers a run where locks %s", async (_, forbid) => {
  forbid();
  const warn = vi.spyOn(console, "warn");
  const server = createScriptedServer({ deltas: ["a text"] });
  const options = { persister: localPersister("lockless") };
  expect(await streamOf(server, options).start()).toMatchObject({ text: "a text" });
  expect(await streamOf(server, options).restore()).toMatchObject({ text: "a text" });
  expect([server.count("POST"), warn.mock.calls]).toEqual([1, []]);
  vi.restoreAllMocks();
});

it("localPersister waits 2 s for another page that holds its turn, and leaves no timer", async () => {
  let release!: () => void;
  const held = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks.request("workflow-stream:held", () => held);
  const beganAtMs = performance.now();
  const server = createScriptedServer({ deltas: ["a text"] });
  const stream = streamOf(server, { persister: localPersister("held") });
  expect(await stream.start()).toMatchObject({ status: "done" });
  expect(performance.now() - beganAtMs).toBeGreaterThan(1_900);
  release();
  const clear = vi.spyOn(globalThis, "clearTimeout");
  const set = vi.spyOn(globalThis, "setTimeout");
  await localPersister("held").exclusively!(async () => {});
  const cleared = clear.mock.calls.map(([id]) => id);
  for (const { value } of set.mock.results) expect(cleared).toContain(value);
  vi.restoreAllMocks();
});

it("localPersister tells of what other tabs change under its name, until nobody listens", () => {
  let count = 0;
  const stop = localPersister("explain").subscribe!(() => count++);
  const change = (key: string | null): boolean =>
    window.dispatchEvent(new StorageEvent("storage", { key }));
  change("workflow-stream:other");
  change("explain");
  expect(count).toBe(0);
  change("workflow-stream:explain");
  // all of the storage was cleared
  change(null);
  expect(count).toBe(2);
  stop();
  change("workflow-stream:explain");
  expect(count).toBe(2);
});

it("localPersister lets one page at a time choose", async () => {
  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push(`${name} ends`);
  };
  const [one, other] = [localPersister("explain"), localPersister("explain")];
  await Promise.all([one.exclusively!(work("one")), other.exclusively!(work("other"))]);
  expect(order).toEqual(["one begins", "one ends", "other begins", "other ends"]);
  const held = (await navigator.locks.query()).held ?? [];
  expect(held.filter(({ name }) => name?.startsWith("workflow-stream"))).toEqual([]);
});
