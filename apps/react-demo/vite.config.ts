import react from "@vitejs/plugin-react";
import { demoShell } from "demo-kit/vite";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/react/",
  plugins: [react(), demoShell("React")],
  server: { proxy: { "/api": "http://localhost:4000" } },
});
