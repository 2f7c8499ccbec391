import { cdp } from "vitest/browser";

interface Session {
  send(method: string, params?: object): Promise<unknown>;
}

/** Sends one command of the Chrome DevTools Protocol. */
export async function devtools<Result>(method: string, params?: object): Promise<Result> {
  return (await (cdp() as unknown as Session).send(method, params)) as Result;
}
