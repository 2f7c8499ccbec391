import { pageShell } from "demo-kit/vite";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const description = "A workflow's text as a resource of Solid 1.9: a demo of Workflow Stream.";

export default defineConfig({
  base: "/solid-1/",
  plugins: [solid(), pageShell({ path: "/solid-1/", description })],
  server: { proxy: { "/api": "http://localhost:4000" } },
});
