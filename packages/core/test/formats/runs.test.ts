import { describe, expect, it } from "vitest";
import { createWorkflowStream, type RunResult } from "../../src/index.ts";
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
function endingOf({ text, error, isStopped }: Transcript): object {
  if (isStopped) return { status: "stopped", text, verified: true, isPartial: true };
  if (error) return { status: "error", text, error };
  if (text === "") return { status: "error", text, error: { code: "empty" } };
  return { status: "done", text, isPartial: false };
}

describe.each(transcripts)("a run of $name", { timeout: 30_000 }, (transcript) => {
  it("ends as it should, wherever its body is cut into chunks", async () => {
    for (const [cut, chunks] of chunkings(bytesOf(transcript.body)))
      expect(await run(transcript, bodyOf(chunks)), cut).toMatchObject(endingOf(transcript));
  });
});
