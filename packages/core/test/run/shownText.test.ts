import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import { record, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

/** Tells of its topic; the first request is served well, the second meets a fault. */
function teller(second: Fault = { kind: "none" }): ScriptedServer {
  return createScriptedServer({
    deltas: ({ topic }) => [`all about ${topic}`],
    faults: [{ kind: "none" }, second],
    gapMs: 5,
  });
}

const REFUSED: Fault = { kind: "refuse", status: 403 };
const CUT: Fault = { kind: "cut", afterDeltas: 1, clean: false };

describe("the text of an older run", () => {
  it.each(["frame", "sync"] as const)(
    "stays until the first character of a new one (%s)",
    async (flush) => {
      const stream = streamOf(teller(), { flush });
      await settled(stream.start({ topic: "tides" }));
      const heard = record(stream);
      await settled(stream.start({ topic: "moons" }));
      const texts = new Set(heard.map(({ snapshot }) => snapshot.text));
      expect([...texts]).toEqual(["all about tides", "all about moons"]);
      const first = heard.find(({ snapshot }) => snapshot.text === "all about moons");
      expect(first!.delta).toBeUndefined();
      expect(first!.snapshot.status).toMatch(/streaming|done/);
    },
  );

  it("keeps what is said of it while the new run has none", async () => {
    const stream = streamOf(teller({ kind: "none", delayMs: 100 }));
    await settled(stream.start({ topic: "tides" }));
    void stream.start({ topic: "moons" });
    await pass(50);
    expect(stream.getSnapshot()).toMatchObject({
      status: "connecting",
      text: "all about tides",
      isPartial: false,
      verified: true,
      inputs: { topic: "moons" },
    });
  });

  it("goes when a run with other inputs fails before its first character", async () => {
    const stream = streamOf(teller(REFUSED));
    await settled(stream.start({ topic: "tides" }));
    const result = await settled(stream.start({ topic: "moons" }));
    expect(result).toMatchObject({ status: "error", text: "" });
    expect(stream.getSnapshot()).toMatchObject({ text: "", isPartial: false, verified: false });
  });

  it("stays when a run with the same inputs fails before its first character", async () => {
    const stream = streamOf(teller(REFUSED));
    await settled(stream.start({ topic: "tides" }));
    const result = await settled(stream.start({ topic: "tides" }));
    expect(result).toMatchObject({ status: "error", text: "", isPartial: true });
    expect(stream.getSnapshot()).toMatchObject({
      status: "error",
      text: "all about tides",
      isPartial: false,
      verified: true,
    });
  });

  it.each([
    ["tides", "all about tides"],
    ["moons", ""],
  ])(
    "that told of tides: when the server stops a run about %s before its first character, %j is shown",
    async (topic, text) => {
      const server = createScriptedServer({ deltas: undefined });
      const stream = streamOf(server);
      void stream.start({ topic: "tides" });
      await pass(10);
      server.runs[0]!.write("all about tides");
      server.runs[0]!.finish();
      await pass(10);
      void stream.start({ topic });
      await pass(10);
      server.runs[1]!.abort();
      await pass(50);
      expect(stream.getSnapshot()).toMatchObject({
        status: "stopped",
        text,
        isPartial: false,
        verified: true,
      });
    },
  );

  it("stays when the new run is stopped before its first character", async () => {
    const stream = streamOf(teller());
    await settled(stream.start({ topic: "tides" }));
    void stream.start({ topic: "moons" });
    stream.stop();
    expect(stream.getSnapshot()).toMatchObject({
      status: "stopped",
      text: "all about tides",
      isPartial: false,
    });
  });

  it("gives way to what came of a run that then failed", async () => {
    const stream = streamOf(teller(CUT), { resume: false });
    await settled(stream.start({ topic: "tides" }));
    await settled(stream.start({ topic: "moons" }));
    expect(stream.getSnapshot()).toMatchObject({
      status: "error",
      text: "all about moons",
      isPartial: true,
    });
  });
});

it("the initial text stays until the first character, and is what a server renders", async () => {
  const stream = streamOf(teller(), { initialText: "Ask me." });
  const heard = record(stream);
  const initial = stream.getServerSnapshot();
  await settled(stream.start({ topic: "tides" }));
  expect([...new Set(heard.map(({ snapshot }) => snapshot.text))]).toEqual([
    "Ask me.",
    "all about tides",
  ]);
  expect(stream.getServerSnapshot()).toBe(initial);
  expect(initial).toMatchObject({ status: "idle", text: "Ask me." });
});
