/** The longest wait that is reported, in ms: whoever asks for more has gone for today. */
const LONGEST_WAIT_MS = 86_400_000;

/**
 * How long a `Retry-After` asks to wait, in ms, a day at most; `undefined` where it is neither whole seconds nor a date.
 * @param nowMs the time, in ms since the epoch.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function retryAfterMsOf(header: string, nowMs: number): number | undefined {
  const waitMs = hasOnlyDigits(header) ? Number(header) * 1000 : dateMsOf(header) - nowMs;
  if (Number.isNaN(waitMs)) return undefined;
  return Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS);
}

function hasOnlyDigits(text: string): boolean {
  return text !== "" && [...text].every((char) => char >= "0" && char <= "9");
}

/** A date as HTTP has it, in ms since the epoch, otherwise `NaN`: `Date.parse` alone takes `1.5` for one. */
function dateMsOf(text: string): number {
  return text.endsWith(" GMT") ? Date.parse(text) : NaN;
}
