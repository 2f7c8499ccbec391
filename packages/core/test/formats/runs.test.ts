import { describe, expect, it } from "vitest";
import { createWorkflowStream, type NamedData, type RunResult } from "../../src/index.ts";
import { bytesOf } from "../support/bytes.ts";
import { chunkings } from "../support/chunkings.ts";
import { bodyOf, responseOf } from "../support/responses.ts";
import { type Transcript, transcripts } from "../tables/transcripts.ts";

/** Runs a transcript at an endpoint that knows no Run-Key. */
function run(transcript: Transcript, body: ReadableStream<Uint8Array>): Promise<RunResult> {
  const { type, headers, format } = transcript;
  const stream = createWorkflowStream({
    url: "http://server.test/",
    fetch: () => Promise.resolve(responseOf(body, type, { headers })),
    format,
    retries: 0,
  });
  return stream.start();
}

/** How a run of it is expected to end: as a reader of it does, but that a stop is no error, and no text is one. */
function endingOf({ text, beside, error, isStopped }: Transcript): object {
  if (isStopped) return { status: "stopped", text, verified: true, isPartial: true };
  if (error) return { status: "error", text, error };
  const told = { ...beside, ...(beside?.data && { data: latestOf(beside.data) }) };
  if (text === "") return { status: "error", text, error: { code: "empty" }, ...told };
  const isPartial = beside?.finishReason === "length" || beside?.finishReason === "content-filter";
  return { status: "done", text, isPartial, ...told };
}

/** The latest value of each name. */
function latestOf(data: readonly NamedData[]): object {
  const kept = data.filter(({ transient }) => !transient);
  return Object.fromEntries(kept.map(({ name, value }) => [name, value]));
}

describe.each(transcripts)("a run of $name", { timeout: 30_000 }, (transcript) => {
  it("ends as it should, wherever its body is cut into chunks", async () => {
    for (const [cut, chunks] of chunkings(bytesOf(transcript.body)))
      expect(await run(transcript, bodyOf(chunks)), cut).toMatchObject(endingOf(transcript));
  });
});
