import type { Persister } from "@workflow-stream/core";
import { localPersister, sessionPersister } from "@workflow-stream/core/persist";
import { givenPersister } from "./address.ts";

/** Remembers the run of this demo, so that a reload of its page goes on with the text. */
export const persister: Persister | undefined = createPersister(`demo ${location.pathname}`);

function createPersister(name: string): Persister | undefined {
  if (givenPersister === "none") return undefined;
  return givenPersister === "local" ? localPersister(name) : sessionPersister(name);
}
