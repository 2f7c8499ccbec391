import type { Persister } from "@workflow-stream/core";
import { sessionPersister } from "@workflow-stream/core/persist";

/** Remembers the run of this demo, so that a reload of its page goes on with the text. */
export const persister: Persister = sessionPersister(`demo ${location.pathname}`);
