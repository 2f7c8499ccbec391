/** Names one run and opens it: `run_<id>.<secret>`, each part 128 random bits in base64url. */
export type RunKey = string;

/** Makes a Run-Key. It goes into the `Run-Key` header, never into a URL, an error or a snapshot. */
export function createRunKey(): RunKey {
  return `run_${randomPart()}.${randomPart()}`;
}

function randomPart(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const padded = btoa(String.fromCharCode(...bytes));
  return padded.replaceAll("+", "-").replaceAll("/", "_").slice(0, -2);
}
