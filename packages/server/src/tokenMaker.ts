import { UNKNOWN_ADDRESS } from "./caller.ts";
import { createOwnerRates } from "./ownerRates.ts";
import { toProblem } from "./problem.ts";
import { readScope } from "./scope.ts";
import type { Owner } from "./secretKeys.ts";
import type { Settings } from "./settings.ts";
import { mintToken, type MintedToken } from "./tokens.ts";

/** What a token is good for; each member that is left out binds it to nothing. */
export interface TokenOptions<Id extends string = string> {
  /** The one workflow. */
  readonly workflow?: Id | null | undefined;
  /** Its life in seconds, from 1 to 300. Default 60. */
  readonly ttl?: number | null | undefined;
  /** The exact `Origin` of the page, such as `https://app.example`. */
  readonly origin?: string | null | undefined;
  /** The whole inputs, by value. */
  readonly inputs?: object | null | undefined;
  /** The longest run in seconds, if shorter than the server's own limit. */
  readonly maxRunSeconds?: number | null | undefined;
}

/** Makes a token for the app itself. @throws Problem as `POST /token`. */
export type MakeToken = (options?: TokenOptions) => Promise<MintedToken>;

/** Whose tokens these are. No secret key has this name. */
export const IN_PROCESS_OWNER = "in-process";

/** Creates what makes tokens in the process, as `POST /token` does for a holder of a secret key that is good for all workflows. */
export function createTokenMaker({ store, limits }: Settings): MakeToken {
  const owner: Owner = { name: IN_PROCESS_OWNER, workflowIds: undefined, limits };
  const count = createOwnerRates(store.rates);

  async function make(options: TokenOptions): Promise<MintedToken> {
    await count({ address: UNKNOWN_ADDRESS }, "tokens", owner);
    return mintToken(store.tokens, options.ttl, await readScope({ ...options }, owner));
  }

  return (options = {}) =>
    make(options).catch((thrown: unknown) => {
      throw toProblem(thrown);
    });
}
