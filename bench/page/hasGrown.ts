/** Whether a text begins with the one before it, white space aside: it has grown, and nothing that stood there has gone or moved. */
export function hasGrown(before: string, now: string): boolean {
  return withoutBlanks(now).startsWith(withoutBlanks(before));
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, "");
}
