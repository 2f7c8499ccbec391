import type { Mount, Mounted, MountInit } from "@workflow-stream/conformance";
import { nextTick, shallowRef } from "vue";
import { createVaporApp, createVaporSSRApp, vaporInteropPlugin } from "vue-3.6";
import { workflowStreamDefaults } from "../../src/index.ts";
import Primitive from "./Primitive.vue";
import Shown from "./Shown.vue";

type Component = Parameters<typeof createVaporApp>[0];
type Binding = Pick<Mounted, "stream" | "methods" | "snapshot">;

const ROOTS: Readonly<Record<MountInit["kind"], unknown>> = {
  primitive: Primitive,
  component: Shown,
  markdown: Shown,
};

/** Mounts a binding on a page whose app is one of Vapor, for the conformance suite. */
export const mount: Mount = async (given, { kind, html }) => {
  const options = shallowRef(given);
  const warnings: string[] = [];
  let renders = 0;
  let binding!: Binding;
  const createApp = html === undefined ? createVaporApp : createVaporSSRApp;
  const app = createApp(ROOTS[kind] as Component, {
    options: () => options,
    ...(kind !== "primitive" && { isMarkdown: () => kind === "markdown" }),
    onSetup: () => (made: Binding) => void (binding = made),
    onRender: () => () => void renders++,
  });
  app.config.warnHandler = (message) => void warnings.push(message);
  app.use(vaporInteropPlugin);
  // the types of another version of Vue
  const defaults: unknown = workflowStreamDefaults(() => ({ messages: options.value.messages }));
  app.use(defaults as typeof vaporInteropPlugin);
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html ?? "";
  app.mount(container);
  return {
    ...binding,
    container,
    warnings,
    html: () => container.innerHTML,
    renders: () => renders,
    settle: nextTick,
    async update(changed) {
      options.value = changed;
      await nextTick();
    },
    async unmount() {
      // a second time Vapor throws
      if (!container.isConnected) return;
      app.unmount();
      container.remove();
    },
  };
};
