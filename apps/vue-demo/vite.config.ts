import vue from "@vitejs/plugin-vue";
import { demoShell } from "demo-kit/vite";
import { defineConfig } from "vite";

const isCustomElement = (tag: string): boolean => tag.includes("-");

export default defineConfig({
  base: "/vue/",
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } }), demoShell("Vue")],
  server: { proxy: { "/api": "http://localhost:4000" } },
});
