import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright";
import { chromiumArgs, ensureChromium } from "./chromium.ts";
import { run } from "./run.ts";

// installs each packed binding into a fresh Vite app outside the workspace, as a user would, and watches its text grow
const apps: Record<string, { packages: string[]; plugin: string; files: Record<string, string> }> =
  {
    vue: {
      packages: ["vue@3.5.45", "@vitejs/plugin-vue@6.0.11"],
      plugin: `import plugin from "@vitejs/plugin-vue"; export default { plugins: [plugin()] };`,
      files: {
        "main.js": `import { createApp } from "vue"; import App from "./App.vue"; createApp(App).mount("#app");`,
        "App.vue": `<script setup>import { StreamingText } from "@workflow-stream/vue";</script>
<template><StreamingText url="/run" /></template>`,
      },
    },
    svelte: {
      packages: ["svelte@5.57.3", "@sveltejs/vite-plugin-svelte@7.3.1"],
      plugin: `import { svelte } from "@sveltejs/vite-plugin-svelte"; export default { plugins: [svelte()] };`,
      files: {
        "main.js": `import { mount } from "svelte"; import App from "./App.svelte"; mount(App, { target: document.querySelector("#app") });`,
        "App.svelte": `<script>import { StreamingText } from "@workflow-stream/svelte";</script>
<StreamingText url="/run" />`,
      },
    },
    solid: {
      packages: ["solid-js@1.9.19", "vite-plugin-solid@2.11.14"],
      plugin: `import plugin from "vite-plugin-solid"; export default { plugins: [plugin()] };`,
      files: {
        "main.jsx": `import { render } from "solid-js/web"; import { StreamingText } from "@workflow-stream/solid";
render(() => <StreamingText url="/run" />, document.querySelector("#app"));`,
      },
    },
    react: {
      packages: ["react@19.3.1", "react-dom@19.3.1", "@vitejs/plugin-react@6.3.0"],
      plugin: `import plugin from "@vitejs/plugin-react"; export default { plugins: [plugin()] };`,
      files: {
        "main.jsx": `import { createRoot } from "react-dom/client"; import { StreamingText } from "@workflow-stream/react";
createRoot(document.querySelector("#app")).render(<StreamingText url="/run" />);`,
      },
    },
  };

const text = "Grüße, 世界 👩‍🚀: the text of a packed binding.";
const root = mkdtempSync(join(tmpdir(), "packed-"));
const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArgs });
try {
  if (!run("turbo", ["run", "build", "--filter=./packages/*", "--output-logs=errors-only"]))
    throw new Error("The build failed");
  for (const name of ["core", ...Object.keys(apps)])
    if (!run("pnpm", ["--dir", `packages/${name}`, "pack", "--out", join(root, `${name}.tgz`)]))
      throw new Error(`${name} could not be packed`);
  for (const name of Object.keys(apps)) await check(name);
} finally {
  await browser.close();
  rmSync(root, { recursive: true, force: true });
}

async function check(name: string): Promise<void> {
  const { packages, plugin, files } = apps[name]!;
  const dir = join(root, name);
  mkdirSync(dir);
  const entry = Object.keys(files)[0]!;
  const all: Record<string, string> = {
    ...files,
    "package.json": JSON.stringify({ name: `packed-${name}`, private: true, type: "module" }),
    "vite.config.js": plugin,
    "index.html": `<!doctype html><div id="app"></div><script type="module" src="/${entry}"></script>`,
  };
  for (const [file, content] of Object.entries(all)) writeFileSync(join(dir, file), content);
  const tarballs = [join(root, "core.tgz"), join(root, `${name}.tgz`)];
  const install = [
    "install",
    "--prefix",
    dir,
    "--no-audit",
    "--no-fund",
    "vite@8.3.8",
    ...packages,
    ...tarballs,
  ];
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
    const shown = await page.locator("[data-text]").evaluate((node) => node.textContent);
    if (shown !== text || problems.length > 0)
      throw new Error(`${name}: the page shows ${shown}; ${problems.join("; ")}`);
    console.log(`${name}: its packed tarball works in a fresh Vite app`);
    await page.close();
  } finally {
    server.close();
    server.closeAllConnections();
  }
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
