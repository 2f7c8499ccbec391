import type { JsonObject } from "./body.ts";
import { requireOwnPage } from "./ownPage.ts";
import { checkScope } from "./scope.ts";
import type { KeyRing, Owner } from "./secretKeys.ts";
import type { Settings } from "./settings.ts";
import { consumeToken, findToken } from "./tokens.ts";
import type { Users } from "./users.ts";
import type { Visit } from "./visit.ts";

/** What is known of a request before the id of its run is claimed. */
export interface Preparation {
  /** Of a user of the app. */
  readonly userHash?: string | undefined;
  /** @throws Problem when nobody who may begin a run has sent it. */
  admit(): Promise<Admitted>;
}

/** Someone who may begin a run, if the rest of the request is right. */
export interface Admitted {
  readonly owner: Owner;
  /** Of a user of the app. */
  readonly userHash?: string;
  readonly maxRunMs: number;
  /** @throws Problem when it may not be this run. */
  check(workflowId: string, body: JsonObject): Promise<void>;
  /** Uses up what lets one run begin. @throws Problem when another request was first. */
  consume(): Promise<void>;
}

/** Finds out who asks for a stream: whoever holds a token, or a user of the app. */
export type Prepare = (visit: Visit, workflowId: string) => Promise<Preparation>;

/** Creates it for the tokens and users of one server. */
export function createPrepare(
  { store, maxRunMs }: Pick<Settings, "store" | "maxRunMs">,
  ring: KeyRing,
  users: Users,
): Prepare {
  async function admitByToken(visit: Visit): Promise<Admitted> {
    const token = await findToken(store.tokens, visit.request);
    const { scope } = token;
    const owner = ring.owner(scope.owner);
    visit.owner = owner.name;
    return {
      owner,
      maxRunMs: Math.min(maxRunMs, (scope.maxRunSeconds ?? Infinity) * 1000),
      check: (workflowId, body) => checkScope(scope, visit.request, workflowId, body),
      consume: () => consumeToken(store.tokens, token),
    };
  }

  async function admitUser(visit: Visit, workflowId: string): Promise<Admitted> {
    requireOwnPage(visit);
    const { owner, hash: userHash } = await users.identify(visit, workflowId);
    return { owner, userHash, maxRunMs, check: async () => {}, consume: async () => {} };
  }

  return async (visit, workflowId) => {
    if (!users.decide(visit)) return { admit: () => admitByToken(visit) };
    // Who the user is has to be known before the id is claimed, for them; that nobody is signed in matters only where no run stands.
    try {
      const admitted = await admitUser(visit, workflowId);
      return { userHash: admitted.userHash, admit: async () => admitted };
    } catch (refusal) {
      return { admit: () => Promise.reject(refusal) };
    }
  };
}
