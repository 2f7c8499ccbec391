/** Names one run and opens it: `run_<id>.<secret>`, each part 132 random bits in base64url. */
export type RunKey = string;

/** Makes a Run-Key. It goes into the `Run-Key` header, never into a URL, an error or a snapshot. */
export function createRunKey(): RunKey {
  // 33 bytes are 44 characters, without padding: two parts of 22
  const bytes = crypto.getRandomValues(new Uint8Array(33));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/.{22}/, "run_$&.");
}
