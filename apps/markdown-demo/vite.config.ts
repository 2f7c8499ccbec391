import { pageShell } from "demo-kit/vite";
import { defineConfig } from "vite";

const intro = `<div class="intro">
    <h1>Markdown, while it is being written.</h1>
    <p>What a model writes is shown as it comes: each step looks at what is new alone, nothing that was shown is taken back, and a text
    that means harm asks nobody for anything.</p>
  </div>`;

export default defineConfig({
  base: "/markdown/",
  plugins: [
    pageShell({
      path: "/markdown/",
      description: "A model's Markdown on the page as it arrives: a demo of Workflow Stream.",
      intro,
    }),
  ],
  server: { proxy: { "/api": "http://localhost:4000" } },
});
