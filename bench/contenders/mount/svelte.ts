import { type Component, mount } from "svelte";
import { contend, type Mounted, type Source } from "../../page/contend.ts";

/** Makes this page the page of a Svelte component that takes a `source` and exports `start`. */
export function contendInSvelte(Answer: Component<{ source: Source }>): void {
  contend((target, source) => mount(Answer, { target, props: { source } }) as Mounted);
}
