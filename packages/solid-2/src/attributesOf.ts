import type { JSX } from "@solidjs/web";
import { omit } from "solid-js";
import type { OwnStreamProps, ShownProps } from "./streamingTextProps.ts";

/** What a component may be given, attributes beside its own. */
type AllProps = ShownProps &
  OwnStreamProps &
  JSX.HTMLAttributes<HTMLElement> &
  Partial<Record<Source, unknown>>;

/** Where a text comes from, and how it is shown where that is Markdown. */
type Source = "url" | "workflowId" | "baseUrl" | "stream" | "text" | "isOpen" | "markdown";

/** The props of a component that go to its root element: all but its own. */
export function attributesOf(props: ShownProps): JSX.HTMLAttributes<HTMLElement> {
  return omit(
    props as AllProps,
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
  );
}
