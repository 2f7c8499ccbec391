import { createScriptedServer, type Fault } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import { isStreaming, reached, record, SLOW, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const REFUSED: Fault = { kind: "refuse", status: 403 };

describe("setText", () => {
  it("shows a text of one's own, complete and unverified", async () => {
    const stream = streamOf(createScriptedServer(SLOW));
    await settled(stream.start());
    const heard = record(stream);
    stream.setText("edited");
    expect(heard).toMatchObject([
      { delta: undefined, snapshot: { status: "done", text: "edited" } },
    ]);
    expect(stream.getSnapshot()).toMatchObject({ isPartial: false, verified: false });
  });

  it("stops a run that is on, whose text comes no more", async () => {
    const server = createScriptedServer(SLOW);
    const stream = streamOf(server);
    const ended = stream.start();
    await settled(reached(stream, isStreaming));
    stream.setText("mine");
    await pass(1000);
    expect(await settled(ended)).toMatchObject({ status: "stopped" });
    expect(stream.getSnapshot()).toMatchObject({
      status: "stopped",
      text: "mine",
      isPartial: false,
    });
    expect(server.runs[0]!.isCancelled).toBe(true);
  });

  it("survives a later run that fails, as it belongs to no topic", async () => {
    const stream = streamOf(createScriptedServer({ ...SLOW, faults: [{ kind: "none" }, REFUSED] }));
    await settled(stream.start());
    stream.setText("mine");
    await settled(stream.start({ topic: "moons" }));
    expect(stream.getSnapshot()).toMatchObject({ status: "error", text: "mine" });
  });
});

describe("reset", () => {
  it("goes back to idle and the initial text, and stops the run", async () => {
    const server = createScriptedServer(SLOW);
    const stream = streamOf(server, { initialText: "Ask me." });
    const ended = stream.start({ topic: "x" });
    await settled(reached(stream, isStreaming));
    stream.reset();
    expect(stream.getSnapshot()).toEqual(stream.getServerSnapshot());
    expect(stream.getSnapshot()).toMatchObject({
      status: "idle",
      text: "Ask me.",
      inputs: undefined,
    });
    await pass(1000);
    expect(await settled(ended)).toMatchObject({ status: "stopped" });
    expect(stream.getSnapshot()).toMatchObject({ status: "idle", text: "Ask me.", attempt: 0 });
    expect(server.runs[0]!.isCancelled).toBe(true);
  });

  it("forgets an error", async () => {
    const stream = streamOf(createScriptedServer({ deltas: ["x"], faults: [REFUSED] }));
    await settled(stream.start());
    stream.reset();
    expect(stream.getSnapshot()).toMatchObject({ status: "idle", error: undefined });
  });
});
