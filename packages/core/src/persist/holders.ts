import type { Entry } from "./entry.ts";

/** A stream that is mounted, and keeps its run under a name. */
export interface Holder {
  /** Another stream of the page takes the name: from now on this one keeps nothing. @returns what it kept last. */
  giveUp(): Entry | undefined;
}

/** Who keeps its run under which name in this page: the stream that was mounted last. */
const holders = new Map<unknown, Holder>();
/** Names that were told of. */
const told = new Set<unknown>();

/**
 * Takes a name for a stream that is mounted, from whoever has it.
 * @returns what that one kept last.
 */
export function takeName(name: unknown, holder: Holder): Entry | undefined {
  const before = holders.get(name);
  holders.set(name, holder);
  if (!before || before === holder) return undefined;
  if (!told.has(name))
    console.warn(
      "workflow-stream: two streams of this page have one persister; the later takes it",
    );
  told.add(name);
  return before.giveUp();
}

/** Gives a name back, unless another stream has taken it. */
export function releaseName(name: unknown, holder: Holder): void {
  if (holders.get(name) === holder) holders.delete(name);
}
