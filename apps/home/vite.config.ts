import { pageShell } from "demo-kit/vite";
import { defineConfig } from "vite";
import { sourceCode } from "./vite/sourceCode.ts";

const intro = `<div class="intro">
    <h1>Forty lines read a stream, until it breaks.</h1>
    <p>Workflow Stream shows an AI workflow’s text in a web page as it is written: complete and exact, or the reader is told that it is
    not. For Vue, Svelte, Solid and React, and without any of them.</p>
  </div>`;

export default defineConfig({
  plugins: [
    pageShell({
      path: "/",
      description:
        "Workflow Stream shows an AI workflow's text in a web page as it is written: complete and exact.",
      intro,
    }),
    sourceCode(),
  ],
  server: { proxy: { "/api": "http://localhost:4000" } },
});
