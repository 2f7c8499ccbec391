import { type Component, mount } from "svelte";
import { contend } from "../../page/contend.ts";
import type { Mounted, Source } from "../../page/contender.ts";

/** Makes this page the page of a Svelte component that takes a `source` and exports `start`. */
export function contendInSvelte(Answer: Component<{ source: Source }>): void {
  contend((target, source) => mount(Answer, { target, props: { source } }) as Mounted);
}
