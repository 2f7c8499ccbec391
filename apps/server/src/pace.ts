/** How {@link pace} doles out text. */
export interface PaceOptions {
  /** The average speed; 80 looks like a fast model, 0 is as fast as it goes. */
  readonly wordsPerSecond: number;
  readonly signal: AbortSignal;
  /** Numbers from 0 to below 1 for the sizes and the jitter; default `Math.random`. */
  readonly random?: () => number;
}

const maxDeltaWords = 4;

/** A longer word is cut, between graphemes. */
const maxWordChars = 24;

/** How far a delta may come before or after its time, in words. */
const jitterWords = 0.5;

/** While there is nothing to wait for, the event loop gets a turn after this many deltas, so that an abort can arrive. */
const deltasPerTurn = 32;

/**
 * Cuts text into deltas of one to four words and hands them out at a steady speed; together they are exactly the input, with nothing
 * put between the sentences. A word keeps the white space after it. Scripts without spaces are cut between words, words of more than
 * 24 characters anywhere, and no grapheme of a sentence is ever cut.
 * The clock starts with the first delta; what comes late is caught up with, so the average holds.
 *
 * @throws RangeError if `wordsPerSecond` is negative or not a number
 * @throws the signal's reason, as soon as it aborts
 */
export async function* pace(
  sentences: Iterable<string> | AsyncIterable<string>,
  { wordsPerSecond, signal, random = Math.random }: PaceOptions,
): AsyncGenerator<string> {
  if (!(wordsPerSecond >= 0))
    throw new RangeError(`wordsPerSecond must be 0 or more, not ${wordsPerSecond}`);
  const msPerWord = wordsPerSecond === 0 ? 0 : 1000 / wordsPerSecond;
  let startMs: number | undefined;
  let wordCount = 0;
  let deltaCount = 0;
  for await (const sentence of untilAborted(sentences, signal)) {
    for (const words of groupWords(splitWords(sentence), random)) {
      startMs ??= performance.now();
      const jitter = wordCount === 0 ? 0 : (2 * random() - 1) * jitterWords;
      const waitMs = startMs + (wordCount + jitter) * msPerWord - performance.now();
      deltaCount += 1;
      if (waitMs > 0 || deltaCount % deltasPerTurn === 0) await wait(Math.max(0, waitMs), signal);
      signal.throwIfAborted();
      yield words.join("");
      wordCount += words.length;
    }
  }
}

function* groupWords(words: readonly string[], random: () => number): Generator<string[]> {
  for (let index = 0; index < words.length;) {
    const size = 1 + Math.floor(random() * maxDeltaWords);
    yield words.slice(index, index + size);
    index += size;
  }
}

const wordSegmenter = new Intl.Segmenter("en", { granularity: "word" });
const graphemeSegmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function splitWords(text: string): string[] {
  const spacelessStarts = findSpacelessStarts(text);
  const words: string[] = [];
  let word = "";
  let hasText = false;
  let endsInSpace = false;
  for (const { segment, index } of graphemeSegmenter.segment(text)) {
    const isSpace = /^\s/u.test(segment);
    const isOver = endsInSpace || spacelessStarts.has(index) || word.length >= maxWordChars;
    if (hasText && isOver && !isSpace) {
      words.push(word);
      word = "";
      hasText = false;
    }
    word += segment;
    hasText ||= !isSpace;
    endsInSpace = isSpace;
  }
  if (word !== "") words.push(word);
  return words;
}

/** Where one word follows another with nothing between them, as in Chinese, Japanese and Thai. */
function findSpacelessStarts(text: string): Set<number> {
  const starts = new Set<number>();
  let followsWord = false;
  for (const { index, isWordLike = false } of wordSegmenter.segment(text)) {
    if (isWordLike && followsWord) starts.add(index);
    followsWord = isWordLike;
  }
  return starts;
}

async function* untilAborted(
  source: Iterable<string> | AsyncIterable<string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  // A string is an iterable of code points, which would tear its words apart.
  const items = typeof source === "string" ? [source] : source;
  const iterator =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await orAborted(Promise.resolve(iterator.next()), signal);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a source that hangs would hold up the end; what it throws now is of no use to anybody.
    Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await orAborted(elapsed, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Settles as the promise does, or rejects with the signal's reason as soon as it aborts. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as unknown);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
