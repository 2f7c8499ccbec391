/** A small Vite app that uses a binding as its users do: the primitive makes a run, the component shows it too. */
export interface PackedApp {
  /** What it is built with, at the versions that the project is developed with. */
  readonly packages: readonly string[];
  /** The same at the oldest version of the framework that the binding promises to work with. */
  readonly oldest: readonly string[];
  /** `vite.config.js`. */
  readonly config: string;
  /** Its files by name; the first is the entry. */
  readonly files: Readonly<Record<string, string>>;
}

const options = `{ url: "/run", immediate: true }`;

/** The apps, by the name of their binding. Each shows its text in an `<output>` and in a `<StreamingText>`. */
export const packedApps: Readonly<Record<string, PackedApp>> = {
  vue: {
    packages: ["vue@3.5.45", "@vitejs/plugin-vue@6.0.11", "vite@8.3.8"],
    oldest: ["vue@3.4.0", "@vitejs/plugin-vue@6.0.11", "vite@8.3.8"],
    config: `import plugin from "@vitejs/plugin-vue"; export default { plugins: [plugin()] };`,
    files: {
      "main.js": `import { createApp } from "vue"; import App from "./App.vue"; createApp(App).mount("#app");`,
      "App.vue": `<script setup>import { StreamingText, useWorkflowStream } from "@workflow-stream/vue";
const { text, stream } = useWorkflowStream(${options});</script>
<template><output>{{ text }}</output><StreamingText :stream="stream" /></template>`,
    },
  },
  svelte: {
    packages: ["svelte@5.57.3", "@sveltejs/vite-plugin-svelte@7.3.1", "vite@8.3.8"],
    oldest: ["svelte@5.7.0", "@sveltejs/vite-plugin-svelte@5.0.3", "vite@6.0.1"],
    config: `import { svelte } from "@sveltejs/vite-plugin-svelte"; export default { plugins: [svelte()] };`,
    files: {
      "main.js": `import { mount } from "svelte"; import App from "./App.svelte"; mount(App, { target: document.querySelector("#app") });`,
      "App.svelte": `<script>import { createWorkflowStream, StreamingText } from "@workflow-stream/svelte";
const run = createWorkflowStream(${options});</script>
<output>{run.text}</output><StreamingText stream={run} />`,
    },
  },
  solid: {
    packages: ["solid-js@1.9.19", "vite-plugin-solid@2.11.14", "vite@8.3.8"],
    oldest: ["solid-js@1.9.0", "vite-plugin-solid@2.11.14", "vite@8.3.8"],
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
    packages: [
      "solid-js@2.0.0-rc.21",
      "@solidjs/web@2.0.0-rc.21",
      "@solidjs/vite-plugin@3.0.0-next.57",
      "vite@8.3.8",
    ],
    oldest: [
      "solid-js@2.0.0-rc.21",
      "@solidjs/web@2.0.0-rc.21",
      "@solidjs/vite-plugin@3.0.0-next.57",
      "vite@8.0.0",
    ],
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
    packages: ["react@19.3.1", "react-dom@19.3.1", "@vitejs/plugin-react@6.3.0", "vite@8.3.8"],
    oldest: ["react@18.0.0", "react-dom@18.0.0", "@vitejs/plugin-react@6.3.0", "vite@8.3.8"],
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
