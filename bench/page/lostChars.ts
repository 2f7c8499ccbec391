/** How many characters of a text, white space aside, are not found in another one in their order: what was taken back of it. */
export function lostChars(before: string, now: string): number {
  let lost = 0;
  let at = 0;
  for (const char of before.replace(/\s+/g, "")) {
    const found = now.indexOf(char, at);
    if (found < 0) lost++;
    else at = found + 1;
  }
  return lost;
}
