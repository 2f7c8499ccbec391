import { withDefaults, type WorkflowStreamDefaultOptions } from "@workflow-stream/core/binding";
import { getContext, setContext } from "svelte";
import { unlessThrown } from "./svelteError.js";

const KEY = Symbol("workflow-stream defaults");

/**
 * Gives the streams made in this component and below it what their own options leave out; adds to those of a component above.
 * Call it while the component is set up. Given as a function, they are asked for whenever a stream asks for its options: it may read runes.
 * @example
 * ```ts
 * setWorkflowStreamDefaults({ baseUrl: "https://api.example.com/api/v1", token });
 * ```
 */
export function setWorkflowStreamDefaults(
  defaults: WorkflowStreamDefaultOptions | (() => WorkflowStreamDefaultOptions),
): void {
  const outer = findDefaults();
  const given =
    typeof defaults === "function" ? defaults : (): WorkflowStreamDefaultOptions => defaults;
  setContext(KEY, () => withDefaults(given(), outer()));
}

/** The defaults that hold here; none outside a component. */
export function findDefaults(): () => WorkflowStreamDefaultOptions {
  const found = unlessThrown("lifecycle_outside_component", () =>
    getContext<(() => WorkflowStreamDefaultOptions) | undefined>(KEY),
  );
  return found ?? (() => ({}));
}
