import type { JSX } from "@solidjs/web/jsx-runtime";
import type {
  RequestElementName,
  RunListener,
  StreamElementName,
  StreamElementProps,
} from "./elements.d.ts";

type Elements = {
  [Name in StreamElementName | RequestElementName]: JSX.HTMLAttributes<HTMLElement> &
    (Name extends StreamElementName ? { "prop:stream": StreamElementProps["stream"] } : unknown) &
    (Name extends RequestElementName ? { onRun: RunListener } : unknown);
};

declare module "@solidjs/web/jsx-runtime" {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
