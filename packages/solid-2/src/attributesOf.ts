import type { JSX } from "@solidjs/web";
import { OWN_PROPS, type OwnStreamProps } from "@workflow-stream/core/binding";
import { omit } from "solid-js";
import type { ShownProps } from "./streamingTextProps.ts";

/** What a component may be given, attributes beside its own. */
type AllProps = ShownProps &
  OwnStreamProps &
  JSX.HTMLAttributes<HTMLElement> &
  Partial<Record<(typeof OWN_PROPS)[number], unknown>>;

/** The props of a component that go to its root element: all but its own. */
export function attributesOf(props: ShownProps): JSX.HTMLAttributes<HTMLElement> {
  return omit(props as AllProps, ...OWN_PROPS);
}
