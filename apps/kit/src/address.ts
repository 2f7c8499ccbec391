const query = new URLSearchParams(globalThis.location?.search);
const pace = query.get("pace");

/** What the page's address asks of its runs: `?pace=` sets their speed, in words a second. */
export const givenPace: { readonly pace?: number } = pace === null ? {} : { pace: Number(pace) };

/** `?immediate`: the first run begins with the page. */
export const isImmediate: boolean = query.has("immediate");

/** `?persister=`: where the run is remembered: `local` is for all tabs, `none` nowhere; else for this tab. */
export const givenPersister: string | null = query.get("persister");

/** `?workflow=`: what can be run when the page is opened. */
export const givenWorkflow: string = query.get("workflow") ?? "explain";

/** Lets the page's address name the workflow that can be run: a reload finds it, and so its run. */
export function nameWorkflow(id: string): void {
  const address = new URL(location.href);
  address.searchParams.set("workflow", id);
  history.replaceState(history.state, "", address);
}
