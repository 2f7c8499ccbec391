import type { RateState } from "./rateHeaders.ts";
import type { StoredRun } from "./store/store.ts";

/** What each handler is given: the visit it answers. */
export interface AppEnv {
  Bindings: { readonly visit: Visit };
}

/** One request on its way through the server, with what is learned of it for limits, headers and logs. */
export interface Visit {
  readonly request: Request;
  /** The caller's address, as the limits count it. */
  readonly address: string;
  /** The host that it was sent to, as its sender names it. */
  readonly host: string | undefined;
  /** What the app handed over with it. */
  readonly context: unknown;
  /** Whether its body was read before the server was given it. */
  readonly isBodyTaken: boolean;
  /** What whoever read it has made of it. */
  readonly parsedBody: unknown;
  /** The pattern of its path, never the path itself. */
  route?: string;
  /** The name of the secret key that it holds, or that its token was made with. */
  owner?: string;
  /** Set for a workflow that exists. */
  workflowId?: StoredRun["workflowId"];
  runId?: string;
  /** What its answer says of the limits. */
  rate?: RateState;
  errorCode?: string;
  /** Whether it was counted as one with a bad credential. */
  hasFailed?: boolean;
}
