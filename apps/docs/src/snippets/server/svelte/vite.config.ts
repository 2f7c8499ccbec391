import { svelte } from "@sveltejs/vite-plugin-svelte";
import { workflowStream } from "@workflow-stream/server/vite";
import { defineConfig } from "vite";

export default defineConfig({ plugins: [svelte(), workflowStream("workflows.ts")] });
