export default {
  compatibilityDate: "2025-07-15",
  modules: ["../src/module.ts"],
  telemetry: false,
};
