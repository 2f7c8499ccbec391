import type { Persister } from "./persister.ts";

/**
 * Does some work while no other tab does its own, or at once where the persister can't see to that.
 * @param onFailure hears of what the persister throws.
 */
export async function takeTurn(
  persister: Persister,
  work: () => Promise<void>,
  onFailure: (cause: unknown) => void,
): Promise<void> {
  let hasBegun = false;
  const once = (): Promise<void> => {
    hasBegun = true;
    return work();
  };
  try {
    await persister.exclusively?.(once);
  } catch (cause) {
    onFailure(cause);
  }
  if (!hasBegun) await work();
}
