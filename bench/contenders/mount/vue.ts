import { type Component, createApp } from "vue";
import { contend } from "../../page/contend.ts";
import type { Mounted } from "../../page/contender.ts";

/** Makes this page the page of a Vue component that takes a `source` and exposes `start`. */
export function contendInVue(component: Component): void {
  contend((root, source) => createApp(component, { source }).mount(root) as unknown as Mounted);
}
