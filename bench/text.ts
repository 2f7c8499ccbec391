/** How many bytes one delta is long: a word of five letters and what follows it. */
export const DELTA_BYTES = 6;
/** How many words a paragraph has. */
const PARAGRAPH_WORDS = 80;

const WORDS =
  "about above after again apple beach black bread bring build carry chair clean clear could cover dance dream drink early earth eight empty every field first floor fruit glass grand grass great green group happy heart heavy horse hotel house large later laugh learn light lunch magic metal money month mouth music never night ocean offer often order other paint paper party peace phone piece place plain plant point press price quick quiet quite radio reach ready right river round scale scene score seven shape share sharp sheep shine short sight since sleep small smile sound south space speak spend sport stage stand start state stone store storm story sugar table taste teach thank their there thing think three today total touch tower trade train truth under until usual video visit voice waste watch water where which while white whole woman world worth write wrong young".split(
    " ",
  );

/**
 * A text of so many deltas, always the same one: words of five letters, each with a space, or with a line break at the end
 * of a paragraph of 80 words.
 */
export function textOf(deltas: number, hasLineBreaks = true): string {
  let seed = 1;
  let text = "";
  for (let n = 1; n <= deltas; n++) {
    seed = (seed * 48_271) % 0x7fff_ffff;
    const isLast = hasLineBreaks && n % PARAGRAPH_WORDS === 0;
    text += `${WORDS[seed % WORDS.length]}${isLast ? "\n" : " "}`;
  }
  return text;
}
