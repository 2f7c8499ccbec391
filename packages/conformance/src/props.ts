import type { MountOptions } from "./harness.ts";

/** The props of a component; what has no prop of its own goes through `options`. */
export interface ComponentProps extends Omit<
  MountOptions,
  "slot" | "slots" | "parts" | "messages"
> {
  readonly options: Partial<MountOptions>;
}

const TARGET = [
  "url",
  "workflowId",
  "baseUrl",
  "token",
  "tokenUrl",
  "inputs",
  "stream",
  "persister",
];
const SHOWN = [
  "initialText",
  "fallbackText",
  "fallback",
  "partial",
  "spinner",
  "spinnerDelayMs",
  "as",
  "announce",
  "class",
  "text",
  "isOpen",
  "markdown",
];
const PROPS = new Set(["immediate"].concat(TARGET, SHOWN));
const NO_PROPS = new Set(["slot", "slots", "parts", "messages"]);

/** Sorts what a scenario mounts with into the props of the component. What is not given stays away. */
export function toProps(given: MountOptions): ComponentProps {
  const props: Record<string, unknown> = {};
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given))
    if (value !== undefined && !NO_PROPS.has(name))
      (PROPS.has(name) ? props : options)[name] = value;
  return { ...props, options };
}
