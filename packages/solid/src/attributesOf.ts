import { OWN_PROPS } from "@workflow-stream/core/binding";
import { type JSX, splitProps } from "solid-js";
import type { ShownProps } from "./streamingTextProps.ts";

/** What a component may be given, attributes beside its own. */
type AllProps = ShownProps & Record<string, unknown>;

/** The props of a component that go to its root element: all but its own. */
export function attributesOf(props: ShownProps): JSX.HTMLAttributes<HTMLElement> {
  const [, attributes] = splitProps(props as AllProps, OWN_PROPS);
  return attributes;
}
