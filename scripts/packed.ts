import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright";
import { chromiumArgs, ensureChromium } from "./chromium.ts";
import { packPackages } from "./pack.ts";
import { packedApps } from "./packedApps.ts";
import { run } from "./run.ts";

// installs each packed binding into a fresh Vite app outside the workspace, as a user would, and watches its text grow, beside what the
// project is developed with; with --oldest, beside the oldest version of its framework that it promises to work with
const isOldest = process.argv.includes("--oldest");
const text = "Grüße, 世界 👩‍🚀: the text of a packed binding.";
const root = mkdtempSync(join(tmpdir(), "packed-"));
const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArgs });
try {
  const tarballs = packPackages(Object.keys(packedApps), root);
  for (const name of Object.keys(packedApps)) await check(name, tarballs);
} finally {
  await browser.close();
  rmSync(root, { recursive: true, force: true });
}

async function check(name: string, packed: ReadonlyMap<string, string>): Promise<void> {
  const { packages, oldest, config, files } = packedApps[name]!;
  const dir = join(root, name);
  mkdirSync(dir);
  const entry = Object.keys(files)[0]!;
  const all: Record<string, string> = {
    ...files,
    "package.json": JSON.stringify({ name: `packed-${name}`, private: true, type: "module" }),
    "vite.config.js": config,
    "index.html": `<!doctype html><div id="app"></div><script type="module" src="/${entry}"></script>`,
  };
  for (const [file, content] of Object.entries(all)) writeFileSync(join(dir, file), content);
  const tarballs = ["core", "markdown", name].map((each) => packed.get(each)!);
  const versions = isOldest ? oldest : {};
  const beside = packages.map((each) => `${each}@${versions[each] ?? installed(name, each)}`);
  const install = ["install", "--prefix", dir, "--no-audit", "--no-fund", ...beside, ...tarballs];
  if (!run("npm", install)) throw new Error(`${name}: npm install failed`);
  if (
    !run("node", [join(dir, "node_modules/vite/bin/vite.js"), "build", dir, "--logLevel", "warn"])
  )
    throw new Error(`${name}: vite build failed`);

  const server = await serve(join(dir, "dist"));
  try {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on("pageerror", ({ message }) => problems.push(message));
    await page.goto(`http://127.0.0.1:${(server.address() as { port: number }).port}/`);
    await page.locator('[data-status="done"]').waitFor({ timeout: 10_000 });
    const shown = await page.locator("output, [data-text]").allTextContents();
    if (shown.join() !== [text, text].join() || problems.length > 0)
      throw new Error(`${name}: the page shows ${shown.join()}; ${problems.join("; ")}`);
    console.log(`${name}: its packed tarball works in a fresh Vite app, next to ${beside[0]}`);
    await page.close();
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** The version of a package that a binding is developed with. */
function installed(binding: string, name: string): string {
  const manifest = readFileSync(`packages/${binding}/node_modules/${name}/package.json`, "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Serves a built page, and at `/run` a text that comes byte by byte. */
async function serve(dist: string): Promise<Server> {
  const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };
  const server = createServer(async (request, response) => {
    if (request.url === "/run") {
      response.setHeader("content-type", "text/plain");
      for (const byte of Buffer.from(text)) {
        response.write(Buffer.of(byte));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      response.end();
      return;
    }
    const path = request.url === "/" ? "/index.html" : request.url!;
    response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream");
    response.end(await readFile(join(dist, path)).catch(() => ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
