import { eventually } from "@workflow-stream/conformance";
import { createComponent } from "solid-js";
import { it } from "vitest";
import type * as source from "../src/index.ts";
import { openPage } from "./page.ts";

const here = import.meta.url;

it.each(["index.js", "source/index.jsx"])("shows the text in a browser: %s", async (output) => {
  const { href } = new URL(`../dist/${output}`, here);
  const { StreamingText }: typeof source = await import(/* @vite-ignore */ href);
  const { server, render, shows } = openPage();
  const { token, fetch } = server;
  render(() => createComponent(StreamingText, { workflowId: "x", token, options: { fetch } }));
  await eventually(() => server.runs.length, 1);
  server.runs[0]!.write("The moon");
  await shows("The moon");
});
