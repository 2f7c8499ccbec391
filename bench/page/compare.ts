/** The text that a contender shows: beside it may stand a spinner, or what a screen reader is told. */
export function textIn(root: HTMLElement): string {
  return (root.querySelector("[data-text]") ?? root.querySelector("p") ?? root).textContent;
}

/** Where a text differs from what was sent; empty if nowhere. */
export function difference(text: string, expected: string): string {
  if (text === expected) return "";
  let at = 0;
  while (at < expected.length && text[at] === expected[at]) at++;
  return `${text.length} of ${expected.length} characters, the first wrong one at ${at}`;
}
