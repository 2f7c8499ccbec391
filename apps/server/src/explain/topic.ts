/** What a visitor asked for, ready to be looked up. */
export type Topic = {
  /** As typed, with runs of white space made one space. */
  text: string;
  /** Lower case, without accents and without punctuation around its words. */
  phrase: string;
  /** The phrase without what frames a question, `how do tides work?` → `tides`; all of it if nothing would be left. */
  subject: string;
};

const OPENING = new Set(
  `a about an and are can could define definition describe did do does explain give how i in is it mean meaning me of
   on please some tell the to understand was were what what's whats when where which who who's why would you`.split(
    /\s+/,
  ),
);
const CLOSING = new Set(
  "do does exactly explained happen is mean means please work works".split(" "),
);

/** Lower case and without accents, so that `Café` and `cafe` are the same. */
export function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
}

/** Reads a topic; one without a letter or digit has an empty `phrase`. */
export function parseTopic(input: string): Topic {
  const text = input.trim().replaceAll(/\s+/g, " ");
  const words = fold(text)
    .split(" ")
    // A closing + or # tells C++ and C# from C.
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+#]+$/gu, ""))
    .filter(Boolean);
  return { text, phrase: words.join(" "), subject: withoutFrame(words).join(" ") };
}

function withoutFrame(words: string[]): string[] {
  let start = 0;
  let end = words.length;
  while (start < end && OPENING.has(words[start] ?? "")) start += 1;
  while (end > start && CLOSING.has(words[end - 1] ?? "")) end -= 1;
  return start < end ? words.slice(start, end) : words;
}
