import vue from "@vitejs/plugin-vue";
import { workflowStream } from "@workflow-stream/server/vite";
import { defineConfig } from "vite";

export default defineConfig({ plugins: [vue(), workflowStream("workflows.ts")] });
