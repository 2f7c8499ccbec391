import { svelte } from "@sveltejs/vite-plugin-svelte";
import { demoShell } from "demo-kit/vite";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/svelte/",
  plugins: [svelte(), demoShell("Svelte")],
  server: { proxy: { "/api": "http://localhost:4000" } },
});
