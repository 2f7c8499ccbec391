import { execFile } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { createScriptedServer, type Script, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it, vi } from "vitest";
import { listen } from "../support/breakingServer.ts";
import type { LastWords } from "../support/readingScript.ts";

const SCRIPT = fileURLToPath(new URL("../support/readingScript.ts", import.meta.url));
const TEXT: Script = { deltas: ["some ", "text"] };
const PLAIN: Script = { ...TEXT, format: "plain" };
const STALLED: Script = { ...TEXT, faults: [{ kind: "stall", afterDeltas: 1 }] };
const REFUSED: Script = { faults: [{ kind: "refuse", status: 403 }] };
const BUSY: Script = { ...TEXT, faults: [{ kind: "refuse", status: 503, retryAfter: "2" }] };
const DOWN_MS = 2000;
/** How long a process and its waits may take on a busy machine, in ms. */
const PATIENCE_MS = 30_000;

vi.setConfig({ testTimeout: PATIENCE_MS });

/** A script in a process of its own. */
interface ScriptProcess {
  /** Resolves when it sends its first request. */
  readonly sent: Promise<unknown>;
  /** Rejects where the process ends before its script does. */
  readonly ended: Promise<LastWords>;
}

function runScript(reader: string, baseUrl: string, server: ScriptedServer): ScriptProcess {
  const args = [SCRIPT, reader, baseUrl, server.token().token];
  const running = promisify(execFile)(process.execPath, args);
  return {
    sent: once(running.child.stdout!, "data"),
    ended: running.then(({ stdout }) => JSON.parse(stdout.split("\n").at(-1)!) as LastWords),
  };
}

it.each<[string, string, Script, string]>([
  ["that streamWorkflow reads", "streamWorkflow", TEXT, "some text"],
  ["that streamWorkflow reads as it is", "streamWorkflow", PLAIN, "some text"],
  ["that createWorkflowStream reads", "createWorkflowStream", TEXT, "some text"],
  ["that readText reads", "readText", TEXT, "some text"],
  ["that it leaves", "leaves", STALLED, "some "],
  ["that it stops", "stops", STALLED, "stopped"],
  ["that it stops between two tries", "stops", BUSY, "stopped"],
  ["that is refused", "createWorkflowStream", REFUSED, "forbidden"],
])("a script lives no longer than a text %s", async (_, reader, script, text) => {
  const server = createScriptedServer(script);
  const { baseUrl, close } = await listen(server);
  // where a connection outlived it, this would never end
  const lastWords = await runScript(reader, baseUrl, server).ended;
  await close();
  expect(lastWords).toMatchObject({ text, lateTimers: 0 });
});

describe.concurrent.each(["streamWorkflow", "createWorkflowStream"])(
  "a script with %s",
  (reader) => {
    it("lives while it waits for a server that is down", async () => {
      const server = createScriptedServer(TEXT);
      const { baseUrl, port, close } = await listen(server);
      await close();
      const { sent, ended } = runScript(reader, baseUrl, server);
      await sent;
      await sleep(DOWN_MS);
      const again = await listen(server, port);
      const { text, requests } = await ended;
      await again.close();
      expect(text).toBe("some text");
      expect(requests).toBeGreaterThan(1);
    });

    it("lives while it waits as long as a busy server says", async () => {
      const server = createScriptedServer(BUSY);
      const { baseUrl, close } = await listen(server);
      expect(await runScript(reader, baseUrl, server).ended).toMatchObject({
        text: "some text",
        requests: 2,
      });
      await close();
    });

    it("lives while it looks for a text whose server went down midway", async () => {
      const server = createScriptedServer();
      const { baseUrl, port, close } = await listen(server);
      const { ended } = runScript(reader, baseUrl, server);
      await expect.poll(() => server.runs.length, { timeout: PATIENCE_MS }).toBe(1);
      const [run] = server.runs;
      run!.write("some ");
      await close();
      run!.write("text");
      run!.finish();
      await sleep(DOWN_MS);
      const again = await listen(server, port);
      expect((await ended).text).toBe("some text");
      expect(server.runs).toHaveLength(1);
      await again.close();
    });
  },
);
