import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createLogger, createServer, preview, type InlineConfig } from "vite";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { workflowStream, type WorkflowStreamPluginOptions } from "../src/vite.ts";
import { newRunKey } from "./support.ts";

const fromPage = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
const path = "/api/v1/run/say/stream";

const schema = `{ "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) } }`;
const says = (body: string): string => `
  import { word } from "./word.ts";
  export default [{ id: "say", inputs: ${schema}, async *run() { ${body} } }];`;
const FILES = {
  "index.html": "<p>the page</p>",
  "dist/index.html": "<p>the built page</p>",
  "word.ts": `export const word: string = "one";`,
  "workflows.ts": says("yield word;"),
};

interface Project {
  readonly errors: string[];
  config(options?: WorkflowStreamPluginOptions): InlineConfig;
  change(name: string, text: string): Promise<void>;
}

async function project(files: Readonly<Record<string, string>> = {}): Promise<Project> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "vite-")));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const write = (name: string, text: string): Promise<void> => writeFile(join(root, name), text);
  await mkdir(join(root, "dist"));
  for (const [name, text] of Object.entries({ ...FILES, ...files })) await write(name, text);
  const change = async (name: string, text: string): Promise<void> => {
    // Vite's watcher hears of no second change within 50 ms.
    await sleep(100);
    await write(name, text);
  };
  const errors: string[] = [];
  const error = (text: string): void => void errors.push(text);
  const customLogger = { ...createLogger("silent"), error };
  return {
    errors,
    change,
    config: (options) => ({
      root,
      configFile: false,
      customLogger,
      plugins: [workflowStream("workflows.ts", options)],
      server: { port: 0, host: "127.0.0.1" },
      preview: { port: 0, host: "127.0.0.1" },
    }),
  };
}

async function served(config: InlineConfig, isPreview = false): Promise<string> {
  const server = isPreview ? await preview(config) : await (await createServer(config)).listen();
  onTestFinished(() => server.close());
  const url = server.resolvedUrls?.local[0] ?? expect.fail("it listens nowhere");
  return url.slice(0, -1);
}

const ask = (origin: string, headers: HeadersInit = fromPage): Promise<Response> =>
  fetch(origin + path, { method: "POST", headers, body: "{}" });
const textOf = async (origin: string): Promise<string> => (await ask(origin)).text();

/** The status of a request that names another host. */
function asHost(origin: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(origin + path, { method: "POST", headers: { ...fromPage, host } });
    asked.on("response", (response) => resolve(response.resume().statusCode));
    asked.on("error", reject);
    asked.end("{}");
  });
}

describe.each([
  ["dev", false],
  ["preview", true],
])("Vite's %s server", (_name, isPreview) => {
  it("serves a file of workflows to its own pages alone", async () => {
    const { config } = await project();
    const origin = await served(config(), isPreview);
    expect(await textOf(origin)).toBe("one");
    expect(await (await fetch(origin)).text()).toContain("page</p>");
    const foreign = await ask(origin, { ...fromPage, "sec-fetch-site": "cross-site" });
    expect(await foreign.json()).toMatchObject({ code: "origin_denied" });
    expect(await asHost(origin, "evil.test")).toBe(403);
    expect((await fetch(`${origin}/api/v1/token`)).status).toBe(401);
  });

  it("serves what the file and what it imports become", async () => {
    const { config, change, errors } = await project();
    const origin = await served(config(), isPreview);
    expect(await textOf(origin)).toBe("one");
    await change("word.ts", `export const word = "two";`);
    await expect.poll(() => textOf(origin)).toBe("two");
    await change("workflows.ts", "export default [{}];");
    await expect.poll(async () => (await ask(origin)).status).toBe(500);
    expect(errors.join()).toContain("number 1 of the workflows of workflows.ts has no id");
    await change("workflows.ts", "export default [");
    await expect.poll(() => ask(origin).then(() => errors.at(-1))).not.toContain("has no id");
    await change("workflows.ts", says("yield word; yield '!';"));
    await expect.poll(() => textOf(origin)).toBe("two!");
  });
});

describe("the plugin", () => {
  it("reads a text on that was begun before a change", async () => {
    // Its first run alone waits for the test.
    const slow = `yield word; if (!globalThis.goOn) await new Promise((r) => (globalThis.goOn = r)); yield " end";`;
    const { config, change } = await project({ "workflows.ts": says(slow) });
    const origin = await served(config());
    const { id, headers } = newRunKey();
    const begun = await ask(origin, { ...fromPage, ...headers });
    await begun.body?.cancel();
    await change("workflows.ts", says("yield 'new';"));
    await expect.poll(() => textOf(origin)).toBe("new");
    const resumed = fetch(`${origin}/api/v1/runs/${id}/stream`, { headers });
    const scope: typeof globalThis & { goOn?: () => void } = globalThis;
    scope.goOn?.();
    expect(await (await resumed).text()).toBe("one end");
  });

  describe("gives the file what Vite's .env files say", () => {
    afterEach(() => {
      delete process.env.SPA_WORD;
      delete process.env.SPA_MODE;
    });

    it("once a page asks, beside what the environment says itself, and anew at each start", async () => {
      process.env.SPA_WORD = "own";
      const { config, change } = await project({
        ".env": "SPA_WORD=file\nSPA_MODE=any",
        ".env.development": "SPA_MODE=dev",
        "workflows.ts": says("yield process.env.SPA_WORD + ' ' + process.env.SPA_MODE;"),
      });
      const origin = await served(config());
      expect(process.env.SPA_MODE).toBeUndefined();
      expect(await textOf(origin)).toBe("own dev");
      await change(".env.development", "SPA_MODE=again");
      expect(await textOf(await served(config()))).toBe("own again");
    });
  });

  it("takes another base path, and says so where the file has one of its own", async () => {
    const options = `export default { basePath: "/flow", workflows: [{ id: "say", inputs: ${schema}, async *run() { yield "x" } }] };`;
    const { config, errors } = await project({ "workflows.ts": options });
    const other = await served(config());
    expect((await ask(other)).status).toBe(500);
    expect(errors.join()).toContain("the basePath of workflows.ts has to be given to the plugin");
    const origin = await served(config({ basePath: "/flow" }));
    const init = { method: "POST", headers: fromPage, body: "{}" };
    expect(await (await fetch(`${origin}/flow/run/say/stream`, init)).text()).toBe("x");
  });

  it("has no part in a build", () => {
    expect(workflowStream("workflows.ts").apply).toBe("serve");
  });
});
