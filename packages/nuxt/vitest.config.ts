import { defineConfig } from "vitest/config";

export default defineConfig({ test: { name: "nuxt", include: ["test/*.test.ts"] } });
