import type { OwnerLimits } from "./limits.ts";

/** Who asks, as the app knows it. */
export interface AuthorizedOwner {
  /** Such as the id of the signed-in user; not empty. */
  readonly owner: string;
  /** Limits of this owner, where they differ from those of all. */
  readonly limits?: Partial<OwnerLimits>;
}

/** What is known beside the request. */
export interface AuthorizeContext {
  readonly workflowId: string | null;
  /** What was handed to `server.fetch` with the request, such as a framework's locals. */
  readonly context: unknown;
}

/** Says who asks; `undefined` or `null` for nobody who may. */
export type Authorize = (
  request: Request,
  about: AuthorizeContext,
) => Awaitable<string | AuthorizedOwner | null | undefined>;

type Awaitable<Value> = Value | PromiseLike<Value>;
