import { createServer, type AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { EngineBrowser } from "../browser.ts";
import { type ProbeServer, startProbeServer } from "./probeServer.ts";

/** One row of the table: what is looked at, and how. */
export interface Probe {
  readonly what: string;
  /** What an engine does, in a few words; asked on an empty page of the server. */
  look(browser: EngineBrowser, server: ProbeServer): Promise<string>;
}

const HIDDEN_FOR_MS = 3000;
/** More than the 64 KiB that a page may have under way with `keepalive`. */
const LARGE_BYTES = 65_537;

const quoted = (value: unknown): string => `\`${String(value)}\``;

/** Runs the body of an async function in the page. */
function inPage(browser: EngineBrowser, body: string): Promise<unknown> {
  return browser.evaluate(`(async () => { ${body} })()`);
}

/** What a promise in the page is rejected with, or what is said where it is not. */
async function rejectionOf(
  browser: EngineBrowser,
  expression: string,
  otherwise: string,
): Promise<string> {
  const script = `try { await ${expression} } catch (e) { return e.name + ": " + e.message.trim() }`;
  const rejection = await inPage(browser, `${script} return null`);
  return rejection === null ? otherwise : quoted(rejection);
}

/** The rows of the table. */
export const probes: readonly Probe[] = [
  { what: "version", look: async ({ version }) => version },
  {
    what: "`Sec-Fetch-Site` of a request to the own origin",
    look: (browser, server) => siteOf(browser, server, server.origin, "own"),
  },
  {
    what: "… to another port of the same host",
    async look(browser) {
      const other = await startProbeServer();
      const site = await siteOf(browser, other, other.origin, "port");
      other.close();
      return site;
    },
  },
  {
    what: "… to another host",
    look: (browser, server) => siteOf(browser, server, `http://localhost:${server.port}`, "host"),
  },
  {
    what: "a request that reaches no server",
    look: async (browser) =>
      rejectionOf(browser, `fetch("http://127.0.0.1:${await closedPort()}/")`, "no error"),
  },
  {
    what: "a body whose connection breaks",
    look: (browser) =>
      rejectionOf(browser, `fetch("/cut").then((r) => r.text())`, "no error: the text ends"),
  },
  {
    what: "a read that is aborted",
    look: (browser) =>
      rejectionOf(
        browser,
        `(async () => { const c = new AbortController(); const r = await fetch("/stream?read", { signal: c.signal });
          setTimeout(() => c.abort(), 50); return r.text() })()`,
        "no error",
      ),
  },
  {
    what: "an abort, until the server hears of it",
    async look(browser, server) {
      await inPage(
        browser,
        `const c = new AbortController(); const r = await fetch("/stream?abort", { signal: c.signal });
         r.text().catch(() => {}); window.abortIt = () => c.abort()`,
      );
      const atMs = performance.now();
      await browser.evaluate("window.abortIt()");
      return closedAfter(await server.closed("/stream?abort"), atMs);
    },
  },
  {
    what: "a page that is left, until the server hears that nobody reads",
    async look(browser, server) {
      await inPage(browser, `window.body = (await fetch("/stream?left")).text().catch(() => {})`);
      const atMs = performance.now();
      await browser.open(`${server.origin}/page?other`);
      return closedAfter(await server.closed("/stream?left"), atMs);
    },
  },
  {
    what: "a `keepalive` request sent as the page is left",
    async look(browser, server) {
      await browser.evaluate(
        `addEventListener("pagehide", () => { fetch("/kept", { method: "DELETE", keepalive: true }) })`,
      );
      await browser.open(`${server.origin}/page?other`);
      return (await server.seen("/kept")) ? "arrives" : "is lost";
    },
  },
  {
    what: "… without `keepalive`",
    async look(browser, server) {
      await browser.evaluate(
        `addEventListener("pagehide", () => { fetch("/unkept", { method: "DELETE" }) })`,
      );
      await browser.open(`${server.origin}/page?other`);
      return (await server.seen("/unkept")) ? "arrives" : "is lost";
    },
  },
  {
    what: "a `keepalive` request with more than 64 KiB",
    look: (browser) =>
      rejectionOf(
        browser,
        `fetch("/large", { method: "POST", keepalive: true, body: "a".repeat(${LARGE_BYTES}) })`,
        "is sent",
      ),
  },
  {
    what: "back to a page without a request",
    look: (browser, server) => backTo(browser, server, ""),
  },
  {
    what: "back to a page that read a stream",
    look: (browser, server) =>
      backTo(
        browser,
        server,
        `fetch("/stream?back").then((r) => r.text()).catch((e) => (window.broken = e.name + ": " + e.message));
         await new Promise((resolve) => setTimeout(resolve, 200));`,
      ),
  },
  {
    what: "frames of a page that is hidden, in 3 s",
    look: (browser) =>
      countHidden(
        browser,
        "const next = () => { count++; requestAnimationFrame(next) }; requestAnimationFrame(next);",
      ),
  },
  {
    what: "timers of 0 ms there, in 3 s",
    look: (browser) =>
      countHidden(browser, "const next = () => { count++; setTimeout(next) }; setTimeout(next);"),
  },
  {
    what: "timers of 100 ms there, in 3 s",
    look: (browser) =>
      countHidden(
        browser,
        "const next = () => { count++; setTimeout(next, 100) }; setTimeout(next, 100);",
      ),
  },
];

async function siteOf(
  browser: EngineBrowser,
  server: ProbeServer,
  origin: string,
  name: string,
): Promise<string> {
  await inPage(browser, `await fetch("${origin}/site?${name}", { mode: "no-cors" })`);
  const seen = await server.seen(`/site?${name}`);
  return quoted(seen?.headers["sec-fetch-site"] ?? "none");
}

function closedAfter(closedAtMs: number | undefined, sinceMs: number): string {
  if (closedAtMs === undefined) return "not within 5 s";
  return closedAtMs - sinceMs < 1000 ? "within 1 s" : "within 5 s";
}

/** Goes on to another page and comes back; says whether the page was kept, and what became of what it read. */
async function backTo(
  browser: EngineBrowser,
  server: ProbeServer,
  script: string,
): Promise<string> {
  await inPage(browser, `window.isKept = true; ${script}`);
  await browser.open(`${server.origin}/page?other`);
  await browser.evaluate("setTimeout(() => history.back())");
  await wait(1000);
  if ((await browser.evaluate("window.isKept")) !== true) return "is loaded anew";
  const broken = await browser.evaluate("window.broken ?? null");
  return broken ? `is shown as it was; its read broke: ${quoted(broken)}` : "is shown as it was";
}

/** How often a loop turns in a page that is hidden. */
async function countHidden(browser: EngineBrowser, loop: string): Promise<string> {
  await browser.evaluate(`void (window.turns = (async () => {
    while (document.visibilityState === "visible") await new Promise((resolve) => setTimeout(resolve, 20));
    let count = 0;
    ${loop}
    const from = performance.now();
    while (performance.now() - from < ${HIDDEN_FOR_MS}) await new Promise((resolve) => setTimeout(resolve, 100));
    return count;
  })())`);
  await browser.hide();
  await wait(500);
  const state = await browser.evaluate("document.visibilityState");
  if (state !== "hidden") return "it is never hidden";
  return String(await browser.evaluate("window.turns"));
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
