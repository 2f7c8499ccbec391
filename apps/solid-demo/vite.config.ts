import solid from "@solidjs/vite-plugin";
import { demoShell } from "demo-kit/vite";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/solid/",
  plugins: [solid(), demoShell("Solid")],
  server: { proxy: { "/api": "http://localhost:4000" } },
});
