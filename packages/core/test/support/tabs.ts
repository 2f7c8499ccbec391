import { openPage, type ScriptedServer } from "@workflow-stream/testing";
import type { Persister, WorkflowStream, WorkflowStreamOptions } from "../../src/index.ts";
import { persisterOf, type Shelf } from "./pages.ts";
import { streamOf } from "./streams.ts";

type Inputs = Record<string, unknown>;
type Stream = WorkflowStream<Inputs>;

/** What a tab's stream may be opened with. */
export type TabOptions = Partial<WorkflowStreamOptions<Inputs>> & { readonly immediate?: boolean };

/** Opens tabs that share a storage, where one at a time has its turn, and each hears what the others change. */
export function openTabs(server: ScriptedServer): (owner: string, changes?: TabOptions) => Stream {
  const shelf: Shelf = { text: null };
  const listeners: { readonly owner: string; readonly onChange: () => void }[] = [];
  let turn = Promise.resolve();
  const exclusively: Persister["exclusively"] = (work) => (turn = turn.then(work));

  function tellOthers(by: string): void {
    void Promise.resolve().then(() => {
      for (const { owner, onChange } of listeners) if (owner !== by) onChange();
    });
  }

  return (owner, changes = {}) => {
    const own = persisterOf(shelf);
    const persister: Persister = {
      ...own,
      save(value) {
        own.save(value);
        tellOthers(owner);
      },
      clear() {
        own.clear();
        tellOthers(owner);
      },
      owner: () => owner,
      exclusively,
      subscribe(onChange) {
        const listener = { owner, onChange };
        listeners.push(listener);
        return () => void listeners.splice(listeners.indexOf(listener), 1);
      },
    };
    const { fetch } = openPage(server);
    return streamOf(server, { fetch, persister, flush: "sync", ...changes } as TabOptions);
  };
}
