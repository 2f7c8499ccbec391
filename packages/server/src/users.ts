import { sha256 } from "./crypto.ts";
import { checkLimits, type OwnerLimits } from "./limits.ts";
import { MisconfiguredError } from "./misconfigured.ts";
import { Problem } from "./problem.ts";
import { runNotFound } from "./runKey.ts";
import { bearer, type Owner } from "./secretKeys.ts";
import type { Settings } from "./settings.ts";
import type { StoredRun } from "./store/store.ts";
import type { Visit } from "./visit.ts";

/** Someone who is signed in to the app. */
export interface User {
  readonly owner: Owner;
  /** What their runs are known by in the store. */
  readonly hash: string;
}

/** The app's own users, by its option `authorize`. */
export interface Users {
  /** Whether the app's sign-in decides of a request: it has that option, and the request no token. */
  decide(visit: Visit): boolean;
  /** Who asks. @throws Problem `unauthorized` for nobody, `authorize_failed` when the app could not say. */
  identify(visit: Visit, workflowId: string | null): Promise<User>;
  /** Lets everybody at a run that a token began, and at a user's that user alone. @throws Problem as `identify`, or `run_not_found`. */
  requireOwn(visit: Visit, run: StoredRun): Promise<void>;
}

/** Before the name of a user, so that none has the name and the limits of a secret key. */
export const USER_PREFIX = "user:";

/** Creates the users of a server. */
export function createUsers({ authorize, userLimits }: Settings): Users {
  async function ask(visit: Visit, workflowId: string | null): Promise<unknown> {
    try {
      return await authorize?.(visit.request, { workflowId, context: visit.context });
    } catch (cause) {
      throw failed(cause);
    }
  }

  async function identify(visit: Visit, workflowId: string | null): Promise<User> {
    const answer = await ask(visit, workflowId);
    if (answer === undefined || answer === null) {
      throw new Problem("unauthorized", "You have to be signed in.");
    }
    const { owner, limits } = readAnswer(answer);
    const name = USER_PREFIX + owner;
    visit.owner = name;
    return {
      owner: { name, isUser: true, workflowIds: undefined, limits: { ...userLimits, ...limits } },
      hash: await sha256(name),
    };
  }

  return {
    decide: ({ request }) => authorize !== undefined && !hasToken(request),
    identify,
    async requireOwn(visit, { userHash, workflowId }) {
      if (userHash === null) return;
      const { hash } = await identify(visit, workflowId);
      if (hash !== userHash) throw runNotFound();
    },
  };
}

/** A request that shows a token is judged by it, good or not. */
function hasToken(request: Request): boolean {
  const isInUrl = new URL(request.url).searchParams.has("token");
  return isInUrl || bearer(request)?.startsWith("pub_tok_") === true;
}

function readAnswer(answer: unknown): { owner: string; limits: Partial<OwnerLimits> } {
  const { owner, limits = {} }: { owner?: unknown; limits?: Partial<OwnerLimits> } =
    typeof answer === "string" ? { owner: answer } : Object(answer);
  if (typeof owner !== "string" || owner === "") {
    throw failed(
      new MisconfiguredError("authorize must return a text that is not empty, or { owner }"),
    );
  }
  try {
    checkLimits(limits);
  } catch (cause) {
    throw failed(cause);
  }
  return { owner, limits };
}

function failed(cause: unknown): Problem {
  return new Problem("authorize_failed", "The server can't say who you are.", { cause });
}
