const alphabet = [..."abcdefghijklmnopqrstuvwxyz    äöüßéñ漢字仮名交じり文🎈👩‍🚀\n"];

/** A text of so many UTF-16 units, always the same for a seed: Latin, CJK and emoji. */
export function mixedText(seed: number, chars: number): string {
  const next = randomFrom(seed);
  let text = "";
  while (text.length < chars) text += alphabet[Math.floor(next() * alphabet.length)] ?? " ";
  return text;
}

/** Numbers in [0, 1) that are the same for a seed: Mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
