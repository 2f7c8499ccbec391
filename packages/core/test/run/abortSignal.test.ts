import { createScriptedServer, type Fault } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import { isStreaming, reached, record, SLOW, statuses, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

/** The first answer breaks off, and the run can't be had again. */
const cutOrRefused = (_: unknown, at: number): Fault =>
  at === 0 ? { kind: "cut", afterDeltas: 1, clean: false } : { kind: "refuse", status: 503 };

describe("the signal given to start", () => {
  it("stops the run when it aborts", async () => {
    const server = createScriptedServer(SLOW);
    const stream = streamOf(server);
    const controller = new AbortController();
    const ended = stream.start({ topic: "tides" }, { signal: controller.signal });
    await settled(reached(stream, isStreaming));
    controller.abort();
    expect(await settled(ended)).toMatchObject({ status: "stopped", isPartial: true });
    await pass(10);
    expect(server.runs[0]!.isCancelled).toBe(true);
  });

  it("keeps everything from being sent when it aborted before", async () => {
    const server = createScriptedServer(SLOW);
    const stream = streamOf(server);
    const heard = record(stream);
    const result = await settled(stream.start({ topic: "x" }, { signal: AbortSignal.abort() }));
    expect(result).toMatchObject({ status: "stopped", text: "" });
    expect(statuses(heard)).toEqual(["connecting", "stopped"]);
    expect(server.requests).toHaveLength(0);
  });

  it("means nothing to a later run", async () => {
    const server = createScriptedServer(SLOW);
    const stream = streamOf(server);
    const controller = new AbortController();
    await settled(stream.start({ topic: "tides" }, { signal: controller.signal }));
    const second = stream.start({ topic: "moons" });
    controller.abort();
    expect(await settled(second)).toMatchObject({ status: "done", text: "a slow text" });
  });

  it("stops the run that takes the place of one that is gone", async () => {
    const server = createScriptedServer({
      ...SLOW,
      faults: Array.from({ length: 60 }, cutOrRefused),
    });
    const stream = streamOf(server);
    await settled(stream.start({ topic: "tides" }));
    server.heal();
    server.forget();
    const controller = new AbortController();
    const retried = stream.retry();
    const joined = stream.start({ topic: "tides" }, { signal: controller.signal });
    await settled(reached(stream, isStreaming));
    expect(server.runs).toHaveLength(2);
    controller.abort();
    expect(await settled(joined)).toMatchObject({ status: "stopped" });
    expect(await settled(retried)).toMatchObject({ status: "stopped" });
    await pass(10);
    expect(server.runs[1]!.isCancelled).toBe(true);
  });

  it("means nothing to the run that replaced its own", async () => {
    const stream = streamOf(createScriptedServer(SLOW));
    const controller = new AbortController();
    void stream.start({ topic: "tides" }, { signal: controller.signal });
    const second = stream.start({ topic: "moons" });
    controller.abort();
    expect(await settled(second)).toMatchObject({ status: "done", text: "a slow text" });
  });
});
