/** Where a tab keeps its name. A duplicate of the tab is given a copy of it. */
const KEY = "workflow-stream tab";
/** Before the name while a page of the tab has it: who finds it so is a duplicate. */
const IN_USE = "+";

let name: string | undefined;

/** Names this tab, by what `takeTabName` took for its page. */
export function tabName(): string {
  return (name ??= takeTabName());
}

/**
 * Takes the name of this tab for its page: the same after a reload, another one for a duplicate of it. Where the page's storage
 * can't be used, the name is that of the page.
 */
export function takeTabName(): string {
  const kept = readKept();
  const isFree = kept && !kept.startsWith(IN_USE);
  const mine = isFree ? kept : crypto.getRandomValues(new Uint32Array(2)).join("-");
  keep(IN_USE + mine);
  // a page that goes leaves its name to the next one
  globalThis.addEventListener?.("pagehide", () => keep(mine));
  globalThis.addEventListener?.("pageshow", () => keep(IN_USE + mine));
  return mine;
}

function readKept(): string | null | undefined {
  try {
    return globalThis.sessionStorage?.getItem(KEY);
  } catch {
    return undefined;
  }
}

function keep(value: string): void {
  try {
    globalThis.sessionStorage?.setItem(KEY, value);
  } catch {
    // blocked, or full: the name is forgotten with the page
  }
}
