import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { findChromium } from "../../scripts/chromium.ts";

/** What figures were measured on. */
export interface Environment {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly chromium: string;
  readonly node: string;
  /** Versions of the packages that took part, by name. */
  readonly packages: Readonly<Record<string, string>>;
}

const PACKAGES = [
  "vue",
  "svelte",
  "solid-js",
  "react",
  "ai",
  "@ai-sdk/vue",
  "@ai-sdk/svelte",
  "@ai-sdk/react",
  "@tanstack/ai-vue",
  "@tanstack/ai-react",
  "@microsoft/fetch-event-source",
  "eventsource-parser",
  "streaming-markdown",
  "@tanstack/markdown",
  "@incremark/react",
  "markdown-it",
  "streamdown",
  "react-markdown",
  "remark-gfm",
  "marked",
  "dompurify",
  "markstream-vue",
];

/** This machine, its browser and the packages that are installed. */
export function environment(): Environment {
  const version = (name: string): string =>
    JSON.parse(
      readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), "utf8"),
    ).version;
  const said = execFileSync(findChromium() ?? "chromium", ["--version"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    chromium: /\d[\d.]+/.exec(said)?.[0] ?? said.trim(),
    node: process.version,
    packages: Object.fromEntries(PACKAGES.map((name) => [name, version(name)])),
  };
}
