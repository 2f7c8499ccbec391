import type { GiveBack, Places } from "./places.ts";
import type { RunKey } from "./runKey.ts";
import type { Owner } from "./secretKeys.ts";
import type { Settings } from "./settings.ts";
import type { Visit } from "./visit.ts";
import type { Workflow } from "./workflow.ts";

/** Lets a run go on unread for longer than the grace that every run has. */
export interface Detachment {
  /** How long it goes on since its last reader has gone, in ms. */
  readonly unreadMs: number;
  /** Takes a place among the unread runs. @returns `undefined` when all are taken. */
  takePlace(): Promise<GiveBack | undefined>;
}

/** Decides whether the run that a request begins is detached; `undefined` when it is not. */
export type GrantDetachment = (
  visit: Visit,
  key: RunKey,
  owner: Owner,
  workflow: Workflow,
) => Promise<Detachment | undefined>;

/**
 * Creates the decision. A run takes no place while it is read: what counts for an owner and address are the runs that cost money
 * although nobody has come back to them within the grace.
 */
export function createDetachment(
  { detachedRuns, detachedMs }: Settings,
  places: Places,
): GrantDetachment {
  return async ({ request, address }, { secretHash }, owner, workflow) => {
    // Nobody can come back to a run without a Run-Key.
    if (!asksForIt(request) || secretHash === null) return undefined;
    if (!detachedRuns || workflow.detach === false) return undefined;
    const limit = owner.limits.unreadRuns;
    const name = `unread:${owner.name}:${address}`;
    if (!(await places.hasRoom(name, limit))) return undefined;
    return { unreadMs: detachedMs, takePlace: () => places.take(name, limit) };
  };
}

function asksForIt({ url }: Request): boolean {
  return new URL(url).searchParams.get("detach") === "1";
}
