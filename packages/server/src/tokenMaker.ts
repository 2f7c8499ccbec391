import { UNKNOWN_ADDRESS } from "./caller.ts";
import { invalidInput } from "./invalidInput.ts";
import { checkValues } from "./jsonValues.ts";
import { createOwnerRates } from "./ownerRates.ts";
import { Problem, toProblem } from "./problem.ts";
import { readScope } from "./scope.ts";
import type { Owner } from "./secretKeys.ts";
import type { Settings } from "./settings.ts";
import { isInstance } from "./thrown.ts";
import { mintToken, type MintedToken } from "./tokens.ts";

/** What a token is good for; each member that is left out binds it to nothing. */
export interface TokenOptions<Id extends string = string> {
  /** The one workflow. */
  readonly workflow?: Id | null | undefined;
  /** Its life in seconds, from 1 to 300. Default 60. */
  readonly ttl?: number | null | undefined;
  /** The exact `Origin` of the page, such as `https://app.example`. */
  readonly origin?: string | null | undefined;
  /** The whole inputs, by value, as JSON holds them: a `Date` is a text there, and members that are `undefined` are left out. */
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

  async function make({ ttl, inputs, ...others }: TokenOptions): Promise<MintedToken> {
    await count({ address: UNKNOWN_ADDRESS }, "tokens", owner);
    const scope = await readScope({ ...others, inputs: asSent(inputs) }, owner);
    return mintToken(store.tokens, ttl, scope);
  }

  return (options = {}) =>
    make(options).catch((thrown: unknown) => {
      throw toProblem(thrown);
    });
}

/** The inputs as a page sends them. @throws Problem `invalid_input` for what it can't send. */
function asSent(inputs: TokenOptions["inputs"]): unknown {
  if (inputs === undefined || inputs === null) return undefined;
  let sent: unknown;
  try {
    checkValues({ inputs });
    sent = JSON.parse(JSON.stringify(inputs));
  } catch (thrown) {
    if (isInstance(thrown, Problem)) throw thrown;
  }
  // Without any, the token would be good for all.
  if (sent === undefined || sent === null) {
    throw invalidInput("/inputs", "Expected inputs that JSON can hold.");
  }
  return sent;
}
