import { onTestFinished } from "vitest";

/** What a careful site demands of styles: none in markup. */
const POLICY = "style-src 'self'";
const EVENT = "securitypolicyviolation";

let isForbidden = false;

/**
 * Puts the page under a content security policy that forbids styles in markup, for as long as it is open.
 * @returns what was done against it since, until the test ends.
 */
export async function forbidInlineStyles(): Promise<readonly string[]> {
  if (!isForbidden) await putUnderPolicy();
  isForbidden = true;
  const violations: string[] = [];
  const note = ({ effectiveDirective, sample }: SecurityPolicyViolationEvent): void =>
    void violations.push(`${effectiveDirective} ${sample}`);
  document.addEventListener(EVENT, note);
  onTestFinished(() => document.removeEventListener(EVENT, note));
  return violations;
}

/** Resolves when the policy has been seen at work. */
async function putUnderPolicy(): Promise<void> {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = POLICY;
  document.head.append(meta);
  const isAtWork = new Promise((resolve) =>
    document.addEventListener(EVENT, resolve, { once: true }),
  );
  document.createElement("i").setAttribute("style", "color: red");
  await isAtWork;
}
