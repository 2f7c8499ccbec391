import { type Entry, isOfStart } from "./entry.ts";
import type { Prepared } from "../run/prepare.ts";
import { startKeyOf } from "../run/startKey.ts";

/** The body that stands for the inputs of the options, whatever they are. */
const INPUTS_OF_OPTIONS = "null";

/**
 * What a page before this one asked for.
 * @param now what the stream would ask for now: that, where it is equal.
 */
export function preparedBefore<Inputs>(
  found: Entry,
  now: Prepared<Inputs>,
): Prepared<Inputs> & { readonly body: string } {
  const { options, body: bodyNow } = now;
  if (typeof bodyNow === "string" && isOfStart(found, now.key)) return { ...now, body: bodyNow };
  // of long inputs only their digest is known
  const { body = INPUTS_OF_OPTIONS, digest } = found;
  const inputs = digest === undefined ? JSON.parse(body) : undefined;
  return { options, key: startKeyOf(found, digest ?? body), inputs, body };
}
