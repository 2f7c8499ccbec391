import { isResponse, valueOf } from "../environment.ts";
import type { RequestContext, WorkflowStreamOptions } from "../options.ts";
import { askUser } from "./askUser.ts";
import { type ReadToken, readToken, readTokenAnswer } from "./token.ts";

/**
 * The token of a post, where there is to be one: what `token` gives, or the route at `tokenUrl`.
 * @throws WorkflowStreamError `token_failed`; `unauthorized`, `billing`, `forbidden` or `rate_limited` where an answer says that.
 */
export async function askToken(
  options: WorkflowStreamOptions<unknown>,
  context: RequestContext,
): Promise<ReadToken | undefined> {
  const { token, tokenUrl } = options;
  if (token === undefined && tokenUrl === undefined) return undefined;
  const answer = await askUser(() =>
    tokenUrl === undefined ? valueOf(token, context) : postForToken(tokenUrl, options, context),
  );
  return isResponse(answer) ? readTokenAnswer(answer, context.signal) : readToken(answer);
}

/** Asks the page's own backend. A body of JSON is no form's, which some frameworks refuse. */
function postForToken(
  tokenUrl: string | URL,
  { fetch = globalThis.fetch, workflowId, credentials }: WorkflowStreamOptions<unknown>,
  { signal }: RequestContext,
): Promise<Response> {
  return fetch(tokenUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ workflow: workflowId }),
    signal,
    ...(credentials && { credentials }),
  });
}
