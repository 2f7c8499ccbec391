import { createWorkflowStream, type RunResult } from "@workflow-stream/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nginxPath, startNginx } from "../../server/test/proxy/nginx.ts";
import { startOurServer, type OurServer } from "./support/ourServer.ts";
import { text } from "./support/text.ts";

let server: OurServer;
beforeEach(async () => {
  // The Node adapter reports a body that breaks.
  vi.spyOn(console, "error").mockImplementation(() => {});
  // The server is not told of the proxy here, and warns of it.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  server = await startOurServer();
});
afterEach(async () => {
  await server.close();
  vi.restoreAllMocks();
});

const formats = ["text/plain", "text/event-stream"];

async function run(
  workflowId: string,
  upstreamHttp: "1.0" | "1.1",
  accept: string,
): Promise<RunResult> {
  const { host } = new URL(server.origin);
  const { origin } = await startNginx([host, host], { upstreamHttp });
  const stream = createWorkflowStream({
    workflowId,
    baseUrl: `${origin}/api/v1`,
    token: () => server.token(),
    headers: { accept },
  });
  return stream.start({});
}

describe.skipIf(!nginxPath)("our client behind nginx (needs nginx)", () => {
  // HTTP/1.0 has no mark for the end of an answer: one that broke off looks complete.
  it.each(
    (["1.0", "1.1"] as const).flatMap((http) => formats.map((accept) => [http, accept] as const)),
  )("HTTP/%s, %s: it finds out that a run failed midway", async (http, accept) => {
    const { status, text, isPartial, error } = await run("midway", http, accept);
    expect({ status, text, isPartial, code: error?.serverCode }).toEqual({
      status: "error",
      text: "The beginning",
      isPartial: true,
      code: "upstream_failed",
    });
  });

  it.each(["1.0", "1.1"] as const)("HTTP/%s: it knows that a whole text is whole", async (http) => {
    for (const accept of formats) {
      const result = await run("story", http, accept);
      expect(result).toMatchObject({ status: "done", text, isPartial: false, verified: true });
    }
  });
});
