import vue from "@vitejs/plugin-vue";
import { workflowStream } from "@workflow-stream/server/vite";
import { defineConfig } from "vite";

// https://vite.dev/config/
export default defineConfig({
  plugins: [vue(), workflowStream("workflows.ts")],
});
