import { createScriptedServer, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import type { Persister, WorkflowStream } from "../../src/index.ts";
import { createPersister } from "../../src/persist/index.ts";
import { persisterOf, type Shelf } from "../support/pages.ts";
import { isStreaming, reached, streamOf } from "../support/streams.ts";
import { pass, quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

type Stream = WorkflowStream<Record<string, unknown>>;

const OTHER_KEY = `run_${"A".repeat(22)}.${"B".repeat(22)}`;

/** The same over an asynchronous storage. */
function slowPersisterOf(shelf: Shelf): Persister {
  return createPersister({
    load: async () => shelf.text,
    save: async (value) => void (shelf.text = value),
    clear: async () => void (shelf.text = null),
  });
}

describe.each([
  ["synchronous", (shelf: Shelf) => persisterOf(shelf)],
  ["asynchronous", slowPersisterOf],
])("a persister that is cleared while its run is on (%s)", (_, persisterFor) => {
  /** A stream whose POST has left, and is yet to be answered. */
  async function posting(): Promise<{
    server: ScriptedServer;
    shelf: Shelf;
    persister: Persister;
    stream: Stream;
    release: () => void;
  }> {
    const [server, shelf] = [createScriptedServer(), { text: null } as Shelf];
    const persister = persisterFor(shelf);
    const stream = streamOf(server, { persister, flush: "sync" });
    const release = server.hold();
    void stream.start({ topic: "tides" });
    await quiet();
    expect(shelf.text).not.toBe(null);
    return { server, shelf, persister, stream, release };
  }

  it("stays empty when the server names the run, and when it ends", async () => {
    const { server, shelf, persister, stream, release } = await posting();
    await persister.clear();
    release();
    await quiet();
    const [run] = server.runs;
    run!.write("a text");
    await settled(reached(stream, isStreaming));
    expect(shelf.text).toBe(null);
    run!.finish();
    await settled(reached(stream, ({ status }) => status === "done"));
    await pass(100);
    expect(shelf.text).toBe(null);
  });

  it("keeps what another page of the tab puts there, whatever becomes of the run", async () => {
    const { server, shelf, stream, release } = await posting();
    release();
    await quiet();
    server.runs[0]!.write("a text");
    await settled(reached(stream, isStreaming));
    const kept = JSON.stringify({ ...JSON.parse(shelf.text ?? ""), runKey: OTHER_KEY });
    shelf.text = kept;
    stream.stop();
    await pass(100);
    expect(shelf.text).toBe(kept);
  });
});
