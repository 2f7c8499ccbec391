/** A small Vite app that uses a binding as its users do: the primitive makes a run, the component shows it too. */
export interface PackedApp {
  /** What it is built with: the framework first. */
  readonly packages: readonly string[];
  /** The oldest version of the framework that the binding promises to work with, and of what else does not work with that as it is now. */
  readonly oldest: Readonly<Record<string, string>>;
  /** `vite.config.js`. */
  readonly config: string;
  /** Its files by name; the first is the entry. */
  readonly files: Readonly<Record<string, string>>;
}

const options = `{ url: "/run", immediate: true }`;

/** The apps, by the name of their binding. Each shows its text in an `<output>` and in a `<StreamingText>`. */
export const packedApps: Readonly<Record<string, PackedApp>> = {
  vue: {
    packages: ["vue", "@vitejs/plugin-vue", "vite"],
    oldest: { vue: "3.4.0" },
    config: `import plugin from "@vitejs/plugin-vue"; export default { plugins: [plugin()] };`,
    files: {
      "main.js": `import { createApp } from "vue"; import App from "./App.vue"; createApp(App).mount("#app");`,
      "App.vue": `<script setup>import { StreamingText, useWorkflowStream } from "@workflow-stream/vue";
const { text, stream } = useWorkflowStream(${options});</script>
<template><output>{{ text }}</output><StreamingText :stream="stream" /></template>`,
    },
  },
  svelte: {
    packages: ["svelte", "@sveltejs/vite-plugin-svelte", "vite"],
    oldest: { svelte: "5.7.0", "@sveltejs/vite-plugin-svelte": "5.0.3", vite: "6.0.1" },
    config: `import { svelte } from "@sveltejs/vite-plugin-svelte"; export default { plugins: [svelte()] };`,
    files: {
      "main.js": `import { mount } from "svelte"; import App from "./App.svelte"; mount(App, { target: document.querySelector("#app") });`,
      "App.svelte": `<script>import { createWorkflowStream, StreamingText } from "@workflow-stream/svelte";
const run = createWorkflowStream(${options});</script>
<output>{run.text}</output><StreamingText stream={run} />`,
    },
  },
  solid: {
    packages: ["solid-js", "vite-plugin-solid", "vite"],
    oldest: { "solid-js": "1.9.0" },
    config: `import plugin from "vite-plugin-solid"; export default { plugins: [plugin()] };`,
    files: {
      "main.jsx": `import { render } from "solid-js/web"; import { createWorkflowStream, StreamingText } from "@workflow-stream/solid";
function App() {
  const { text, stream } = createWorkflowStream(${options});
  return <><output>{text()}</output><StreamingText stream={stream} /></>;
}
render(() => <App />, document.querySelector("#app"));`,
    },
  },
  "solid-2": {
    packages: ["solid-js", "@solidjs/web", "@solidjs/vite-plugin", "vite"],
    oldest: { vite: "8.0.0" },
    config: `import plugin from "@solidjs/vite-plugin"; export default { plugins: [plugin()] };`,
    files: {
      "main.jsx": `import { Loading, render } from "@solidjs/web"; import { createWorkflowText, StreamingText } from "@workflow-stream/solid-2";
function App() {
  const [text, { stream }] = createWorkflowText(() => ({}), { url: "/run" });
  return <><Loading><output>{text()}</output></Loading><StreamingText stream={stream} /></>;
}
render(() => <App />, document.querySelector("#app"));`,
    },
  },
  react: {
    packages: ["react", "react-dom", "@vitejs/plugin-react", "vite"],
    oldest: { react: "18.0.0", "react-dom": "18.0.0" },
    config: `import plugin from "@vitejs/plugin-react"; export default { plugins: [plugin()] };`,
    files: {
      "main.jsx": `import { createRoot } from "react-dom/client"; import { StreamingText, useWorkflowStream } from "@workflow-stream/react";
function App() {
  const { text, stream } = useWorkflowStream(${options});
  return <><output>{text}</output><StreamingText stream={stream} /></>;
}
createRoot(document.querySelector("#app")).render(<App />);`,
    },
  },
};
