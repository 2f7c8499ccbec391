import react from "@vitejs/plugin-react";
import { workflowStream } from "@workflow-stream/server/vite";
import { defineConfig } from "vite";

export default defineConfig({ plugins: [react(), workflowStream("workflows.ts")] });
