import type { HTMLAttributes } from "svelte/elements";
import type {
  RequestElementName,
  RunListener,
  StreamElementName,
  StreamElementProps,
} from "./elements.d.ts";

type Elements = {
  [Name in StreamElementName | RequestElementName]: HTMLAttributes<HTMLElement> &
    (Name extends StreamElementName ? StreamElementProps : unknown) &
    (Name extends RequestElementName ? { onrun: RunListener } : unknown);
};

declare module "svelte/elements" {
  interface SvelteHTMLElements extends Elements {}
}
