import { createScriptedServer } from "@workflow-stream/testing";
import { expect, it } from "vitest";
import { createBindingStream } from "../../src/binding/index.ts";
import { optionsFor } from "../support/streams.ts";

it("starts nothing in a server render, whatever is asked of it", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  const stream = createBindingStream(() => optionsFor(server, { initialText: "before" }));
  const release = stream.retain();
  const results = await Promise.all([stream.start({ topic: "tides" }), stream.retry()]);
  const beside = { reasoning: "", sources: [], data: {} };
  const nothing = { status: "stopped", text: "", isPartial: true, verified: false, ...beside };
  expect(results).toEqual([nothing, nothing]);
  expect(server.requests).toEqual([]);
  expect(stream.getSnapshot()).toBe(stream.getServerSnapshot());
  expect(stream.getSnapshot()).toMatchObject({ status: "idle", text: "before" });
  expect(await stream.ready()).toMatchObject({ status: "idle" });
  release();
});

it("refuses options that say nothing of what to run", () => {
  expect(() => createBindingStream(() => ({}) as { url: string })).toThrow(TypeError);
});
