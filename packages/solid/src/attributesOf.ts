import { type JSX, splitProps } from "solid-js";
import type { ShownProps } from "./streamingTextProps.ts";

/** What a component may be given, attributes beside its own. */
type AllProps = ShownProps & Record<string, unknown>;

/** The props of a component that go to its root element: all but its own. */
export function attributesOf(props: ShownProps): JSX.HTMLAttributes<HTMLElement> {
  const [, attributes] = splitProps(props as AllProps, [
    "url",
    "workflowId",
    "baseUrl",
    "token",
    "inputs",
    "immediate",
    "initialText",
    "stream",
    "persister",
    "options",
    "spinner",
    "spinnerDelayMs",
    "fallback",
    "fallbackText",
    "announce",
    "as",
    "children",
    "ref",
    "text",
    "isOpen",
    "markdown",
  ]);
  return attributes;
}
