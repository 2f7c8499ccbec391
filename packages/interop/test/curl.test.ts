import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secretKey, startOurServer, type OurServer } from "./support/ourServer.ts";
import { pieces, text } from "./support/text.ts";
import { until } from "./support/until.ts";

const run = promisify(execFile);
const hasCurl = await run("curl", ["--version"]).then(
  () => true,
  () => false,
);

describe.skipIf(!hasCurl)("curl, as ManagePrompt's page calls it (needs curl)", () => {
  let server: OurServer;
  let api: string;
  beforeAll(async () => {
    server = await startOurServer();
    api = `${server.origin}/api/v1`;
  });
  afterAll(() => server.close());

  const asJson = ["--request", "POST", "--header", "Content-Type: application/json"];

  async function curl(...args: string[]): Promise<string> {
    return (await run("curl", ["--silent", "--show-error", "--max-time", "10", ...args])).stdout;
  }

  async function token(ttl = 60): Promise<string> {
    const answer = await curl(
      "--header",
      `Authorization: Bearer ${secretKey}`,
      `${api}/token?ttl=${ttl}`,
    );
    const body = JSON.parse(answer) as { success: boolean; token: string; ttl: number };
    expect(body).toEqual({ success: true, token: expect.stringMatching(/^pub_tok_/), ttl });
    return body.token;
  }

  const url = (workflowId: string, token: string): string =>
    `${api}/run/${workflowId}/stream?token=${token}`;

  it("gets a token, and with it the exact bytes; a second time it is refused", async () => {
    const spent = await token(30);
    const request = [...asJson, "--data", '{"topic":"vision pro"}', url("story", spent)];
    expect(await curl(...request)).toBe(text);
    const refused = await curl("--write-out", "\n%{http_code}", ...request);
    const [body = "", status] = refused.split("\n");
    expect(status).toBe("401");
    expect(JSON.parse(body)).toMatchObject({ success: false, code: "token_invalid" });
  });

  it("sends inputs in the body, as they stand", async () => {
    const body = '{"prompt":"Größe 日本 🌊","tone":"dry"}';
    expect(await curl(...asJson, "--data-binary", body, url("echo", await token()))).toBe(
      "Größe 日本 🌊 (dry)",
    );
  });

  it("is told in JSON what is wrong, and keeps its token", async () => {
    const kept = await token();
    const refused = await curl(
      "--fail-with-body",
      ...asJson,
      "--data",
      "{}",
      url("echo", kept),
    ).catch((error: { stdout: string }) => error.stdout);
    expect(JSON.parse(refused)).toMatchObject({
      code: "invalid_input",
      errors: [{ pointer: "/prompt" }],
    });
    expect(await curl(...asJson, "--data", '{"prompt":"a"}', url("echo", kept))).toBe("a (plain)");
  });

  it("with -N shows the text as it grows", async () => {
    const args = ["--silent", "-N", "--max-time", "10", ...asJson, "--data", "{}"];
    const child = spawn("curl", [...args, url("slow-story", await token())]);
    const reads: { text: string; atMs: number }[] = [];
    child.stdout.setEncoding("utf8").on("data", (read: string) => {
      reads.push({ text: read, atMs: performance.now() });
    });
    const [code] = (await once(child, "close")) as [number];
    expect(code).toBe(0);
    expect(reads.map((read) => read.text).join("")).toBe(pieces.slice(0, 4).join(""));
    const spread = (reads.at(-1)?.atMs ?? 0) - (reads[0]?.atMs ?? 0);
    // Four pieces, 120 ms apart: what is held back comes all at once.
    expect(spread).toBeGreaterThan(240);
  });

  it("fails when the run fails midway, its text kept", async () => {
    const child = run("curl", [
      "--silent",
      ...asJson,
      "--data",
      "{}",
      url("midway", await token()),
    ]);
    await expect(child).rejects.toMatchObject({ code: 18, stdout: "The beginning" });
  });

  it("ends the run on the server when it is ended itself", async () => {
    const before = server.aborts;
    const args = ["--silent", "-N", "--max-time", "10", ...asJson, "--data", "{}"];
    const child = spawn("curl", [...args, url("endless", await token())]);
    await once(child.stdout, "data");
    child.kill();
    await until(() => server.aborts === before + 1);
  });
});
