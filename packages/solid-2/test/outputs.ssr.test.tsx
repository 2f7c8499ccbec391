import { createComponent } from "solid-js";
import { renderToString } from "@solidjs/web";
import { expect, it } from "vitest";
import * as source from "../src/index.ts";

/** What the package is built to, as the tests of the source see it. */
async function load(output: string): Promise<typeof source> {
  const { href } = new URL(`../dist/${output}`, import.meta.url);
  return import(/* @vite-ignore */ href);
}

function render({ StreamingText }: typeof source): string {
  const props = { url: "/run", initialText: "a < b", class: "story" };
  return renderToString(() => createComponent(StreamingText, props));
}

it.each(["server.js", "source/index.jsx"])(
  "renders what its source does: %s",
  { timeout: 30_000 },
  async (output) => {
    const built = await load(output);
    expect(Object.keys(built).sort()).toEqual(Object.keys(source).sort());
    expect(render(built)).toBe(render(source));
    expect(render(built)).toContain("a &lt; b");
  },
);
