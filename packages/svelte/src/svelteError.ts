/** Errors by which Svelte says that something can't be done here. */
type SvelteErrorCode = "effect_orphan" | "lifecycle_outside_component";

/**
 * What a function of Svelte's gives; `undefined` where it throws this error, as Svelte offers no question to ask before.
 * @throws whatever else it throws.
 */
export function unlessThrown<Value>(code: SvelteErrorCode, ask: () => Value): Value | undefined {
  try {
    return ask();
  } catch (error) {
    // in development the message has the code and what it means, otherwise an address that ends with it
    if (error instanceof Error && error.message.includes(code)) return undefined;
    throw error;
  }
}
