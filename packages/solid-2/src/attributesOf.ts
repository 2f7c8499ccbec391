import type { JSX } from "@solidjs/web";
import { omit } from "solid-js";
import type { StreamingTextProps } from "./streamingTextProps.ts";

/** The props of `<StreamingText>` that go to its root element: all but its own. */
export function attributesOf(props: StreamingTextProps): JSX.HTMLAttributes<HTMLElement> {
  return omit(
    props,
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
  );
}
