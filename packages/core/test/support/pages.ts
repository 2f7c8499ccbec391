import { openPage, type ScriptedServer } from "@workflow-stream/testing";
import type {
  Persister,
  PersisterStorage,
  WorkflowStream,
  WorkflowStreamOptions,
} from "../../src/index.ts";
import { createPersister } from "../../src/persist/index.ts";
import { streamOf } from "./streams.ts";

type Inputs = Record<string, unknown>;

/** What outlives a page: one text, as a persister keeps it. */
export interface Shelf {
  text: string | null;
}

/** A page with one stream, whose run is remembered. */
export interface RememberingPage {
  readonly stream: WorkflowStream<Inputs>;
  /** Goes away as a reloaded page does: nothing is stopped, saved or told any more. */
  close(): void;
}

/** A persister of a page that keeps its text on a shelf, until the page is closed. */
export function persisterOf(shelf: Shelf, isOpen: () => boolean = () => true): Persister {
  return createPersister({
    load: () => shelf.text,
    save: (value) => void (isOpen() && (shelf.text = value)),
    clear: () => void (isOpen() && (shelf.text = null)),
  });
}

/** Opens a page on a server. */
export function openPageOf(
  server: ScriptedServer,
  shelf: Shelf,
  changes: Partial<WorkflowStreamOptions<Inputs>> = {},
  persisting: Partial<PersisterStorage> = {},
): RememberingPage {
  const { fetch, close } = openPage(server);
  let isOpen = true;
  const persister = { ...persisterOf(shelf, () => isOpen), ...persisting };
  const options = { fetch, persister, flush: "sync", ...changes } as Partial<
    WorkflowStreamOptions<Inputs>
  >;
  return {
    stream: streamOf(server, options),
    close() {
      isOpen = false;
      close();
    },
  };
}
