import type { DefineComponent } from "vue";
import type {
  RequestElementName,
  RunListener,
  StreamElementName,
  StreamElementProps,
} from "./elements.d.ts";

type ElementProps = {
  [Name in StreamElementName | RequestElementName]: (Name extends StreamElementName
    ? StreamElementProps
    : unknown) &
    (Name extends RequestElementName ? { onRun: RunListener } : unknown);
};

type Elements = { [Name in keyof ElementProps]: DefineComponent<ElementProps[Name]> };

declare module "vue" {
  interface GlobalComponents extends Elements {}
}
