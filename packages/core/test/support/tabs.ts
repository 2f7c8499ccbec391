import { openPage, type ScriptedServer } from "@workflow-stream/testing";
import type { Persister, WorkflowStream, WorkflowStreamOptions } from "../../src/index.ts";
import { persisterOf, type RememberingPage, type Shelf } from "./pages.ts";
import { streamOf } from "./streams.ts";

type Inputs = Record<string, unknown>;

/** What a tab's stream may be opened with. */
export type TabOptions = Partial<WorkflowStreamOptions<Inputs>> & { readonly immediate?: boolean };

/** Opens a page in a tab of that name. */
type OpenTabPage = (owner: string, changes?: TabOptions) => RememberingPage;

/** Opens pages in tabs that share a storage, where one at a time has its turn, and each hears what the others change. */
export function openTabPages(server: ScriptedServer, shelf: Shelf = { text: null }): OpenTabPage {
  const listeners: { readonly owner: string; readonly onChange: () => void }[] = [];
  let turn = Promise.resolve();

  function tellOthers(by: string): void {
    void Promise.resolve().then(() => {
      for (const { owner, onChange } of [...listeners]) if (owner !== by) onChange();
    });
  }

  return (owner, changes = {}) => {
    let isOpen = true;
    const own = persisterOf(shelf, () => isOpen);
    const persister: Persister = {
      ...own,
      save(value) {
        own.save(value);
        if (isOpen) tellOthers(owner);
      },
      clear() {
        own.clear();
        if (isOpen) tellOthers(owner);
      },
      owner: () => owner,
      // a page that is gone gives its turn away
      exclusively: (work) => (turn = turn.then(() => (isOpen ? work() : undefined))),
      subscribe(onChange) {
        const listener = { owner, onChange: () => isOpen && onChange() };
        listeners.push(listener);
        return () => void listeners.splice(listeners.indexOf(listener), 1);
      },
    };
    const { fetch, close } = openPage(server);
    const options = { fetch, persister, flush: "sync", ...changes } as TabOptions;
    return {
      stream: streamOf(server, options),
      close() {
        isOpen = false;
        close();
      },
    };
  };
}

/** The same, of which only the streams are of interest. */
export function openTabs(
  server: ScriptedServer,
): (owner: string, changes?: TabOptions) => WorkflowStream<Inputs> {
  const open = openTabPages(server);
  return (owner, changes) => open(owner, changes).stream;
}
