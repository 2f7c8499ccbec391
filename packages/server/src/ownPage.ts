import { Problem } from "./problem.ts";
import type { Visit } from "./visit.ts";

/**
 * Lets a request pass that a page of this very site has sent, in a way that no form can: so that no other site acts with its visitors'
 * cookies.
 * @throws Problem `origin_denied`.
 */
export function requireOwnPage({ request: { headers }, host }: Visit): void {
  if (!isOwn(headers, host)) {
    throw new Problem("origin_denied", "Without a token only a page of this site may ask.");
  }
  if (!headers.has("run-key") && !isJson(headers)) {
    throw new Problem(
      "origin_denied",
      "Without a token the body must be sent as application/json.",
    );
  }
}

function isOwn(headers: Headers, host: string | undefined): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  // Plain http, or an old Safari. A POST of theirs has an Origin.
  const origin = headers.get("origin");
  if (origin === null || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host.toLowerCase();
}

function isJson(headers: Headers): boolean {
  const [mediaType = ""] = (headers.get("content-type") ?? "").split(";");
  return mediaType.trim().toLowerCase() === "application/json";
}
