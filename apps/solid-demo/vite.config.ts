import { demoShell } from "demo-kit/vite";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

export default defineConfig({
  base: "/solid/",
  plugins: [solid(), demoShell("Solid")],
  server: { proxy: { "/api": "http://localhost:4000" } },
});
