import { expect, it } from "vitest";
import { createTextStream } from "../../src/binding/index.ts";

/** A text as a stream, and what it publishes: status, text and delta. */
function listenTo(text: string, isOpen: boolean) {
  const { stream, update } = createTextStream(text, isOpen);
  const told: unknown[] = [];
  stream.subscribe(({ status, text }, delta) => void told.push([status, text, delta]));
  return { stream, update, told };
}

it("a text that was never open is idle, and another one replaces it", () => {
  const { stream, update, told } = listenTo("a", false);
  expect(stream.getSnapshot()).toMatchObject({ status: "idle", text: "a", isLoading: false });
  update("a", false);
  update("b", false);
  expect(told).toEqual([["idle", "b", undefined]]);
});

it("a text that is open streams, grows by what it has more, and is done when it closes", () => {
  const { update, told, stream } = listenTo("", true);
  expect(stream.getSnapshot()).toMatchObject({ status: "connecting", isLoading: true });
  update("a", true);
  update("ab", true);
  update("ab", true);
  update("abc", false);
  update("abc", false);
  expect(told).toEqual([
    ["streaming", "a", "a"],
    ["streaming", "ab", "b"],
    ["streaming", "abc", "c"],
    ["done", "abc", ""],
  ]);
});

it("what it shows first it streams too, and a server renders it at rest", () => {
  const { stream } = listenTo("a", true);
  expect(stream.getSnapshot()).toMatchObject({ status: "streaming", text: "a" });
  expect(stream.getServerSnapshot()).toMatchObject({ status: "idle", text: "a", isLoading: false });
});

it("a text that begins otherwise replaces the one before, and one that opens again goes on", () => {
  const { update, stream } = listenTo("a", true);
  update("b", true);
  expect(stream.getSnapshot()).toMatchObject({ status: "streaming", text: "b" });
  update("b", false);
  update("bc", true);
  expect(stream.getSnapshot()).toMatchObject({ status: "streaming", text: "bc" });
});

it("a text that opens empty waits as a run does, without the text before", () => {
  const { update, stream, told } = listenTo("a", false);
  update("", true);
  expect(stream.getSnapshot()).toMatchObject({ status: "connecting", isLoading: true, text: "" });
  const { length } = told;
  update("", true);
  expect(told).toHaveLength(length);
  update("", false);
  expect(told.at(-1)).toEqual(["done", "", ""]);
});

it("nothing starts, stops or takes it back", async () => {
  const { stream, told } = listenTo("a", true);
  expect(await stream.start()).toMatchObject({ status: "stopped" });
  expect(await stream.retry()).toMatchObject({ status: "stopped" });
  expect(await stream.restore()).toBeUndefined();
  stream.stop();
  stream.reset();
  stream.retain()();
  expect(await stream.ready()).toBe(stream.getSnapshot());
  expect(told).toEqual([]);
});
