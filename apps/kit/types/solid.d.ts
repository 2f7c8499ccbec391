import type { JSX } from "solid-js";
import type {
  RequestElementName,
  RunListener,
  StreamElementName,
  StreamElementProps,
} from "./elements.d.ts";

type Elements = {
  [Name in StreamElementName | RequestElementName]: JSX.HTMLAttributes<HTMLElement> &
    (Name extends StreamElementName ? { "prop:stream": StreamElementProps["stream"] } : unknown) &
    (Name extends RequestElementName ? { "on:run": RunListener } : unknown);
};

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
