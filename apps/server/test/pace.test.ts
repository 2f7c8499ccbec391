import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pace } from "../src/pace.ts";

const never = new AbortController().signal;
const sentence = "It was a bright cold day in April, and the clocks were striking thirteen. ";

/** Numbers from 0 to below 1, the same ones for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

async function collect(deltas: AsyncIterable<string>): Promise<string[]> {
  const collected: string[] = [];
  for await (const delta of deltas) collected.push(delta);
  return collected;
}

describe("what a delta is", () => {
  const fast = { wordsPerSecond: 0, signal: never };

  it("adds up to exactly the input and never ends inside a grapheme, whatever the text", async () => {
    const parts =
      `a word, “Quote”|é|e\u0301|👨‍👩‍👧‍👦|🇫🇷|🇩|你好|。|ไทย|ำ|நி|क्|ष|\u0600|\u110BD|ᄀ|ᅡ|한|\u200d|\ufe0f|👍🏽|\u00ad|\r\n|\n|\t|\u3000| |  |_|-|'|1.5`.split(
        "|",
      );
    const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
    const random = seededRandom(1);
    for (let round = 0; round < 500; round++) {
      const text = Array.from(
        { length: Math.floor(random() * 40) },
        () => parts[Math.floor(random() * parts.length)],
      ).join("");
      const deltas = await collect(pace([text], { ...fast, random }));
      expect(deltas.join("")).toBe(text);
      expect(deltas).not.toContain("");
      const starts = new Set(Array.from(graphemes.segment(text), ({ index }) => index));
      let index = 0;
      for (const delta of deltas) {
        expect(starts, JSON.stringify([text, delta])).toContain(index);
        index += delta.length;
      }
    }
  });

  it("is one to four words with the white space after them, and each size occurs", async () => {
    const deltas = await collect(
      pace(Array<string>(50).fill(sentence), { ...fast, random: seededRandom(2) }),
    );
    const sizes = deltas.map((delta) => delta.match(/\S+\s+/gu)?.length);
    expect(deltas.every((delta) => /^(?:\S+\s+){1,4}$/u.test(delta))).toBe(true);
    expect(new Set(sizes)).toEqual(new Set([1, 2, 3, 4]));
  });

  it("never spans two sentences, and puts nothing between them", async () => {
    const deltas = await collect(pace(["One.", "Two."], { ...fast, random: () => 0.99 }));
    expect(deltas).toEqual(["One.", "Two."]);
  });

  it("is cut between words where a script has no spaces", async () => {
    const deltas = await collect(
      pace(["今天天气很好，我们去公园散步。"], { ...fast, random: () => 0 }),
    );
    expect(deltas).toEqual(["今天", "天气", "很好，我们", "去", "公园", "散步。"]);
  });

  it("is cut inside a very long word, at most every 24 characters and a grapheme", async () => {
    const long = `${"a".repeat(1000)} ${"👨‍👩‍👧‍👦".repeat(100)}`;
    const deltas = await collect(pace([long], { ...fast, random: () => 0 }));
    expect(deltas.join("")).toBe(long);
    expect(Math.max(...deltas.map((delta) => delta.length))).toBeLessThanOrEqual(24 + "👨‍👩‍👧‍👦".length);
  });

  it("keeps white space at the start of a sentence with its first word, and white space alone whole", async () => {
    expect(await collect(pace(["  \n one two", " \n ", ""], { ...fast, random: () => 0 }))).toEqual(
      ["  \n one ", "two", " \n "],
    );
  });

  it("takes a string for one sentence", async () => {
    expect(await collect(pace("naïve text", { ...fast, random: () => 0 }))).toEqual([
      "naïve ",
      "text",
    ]);
  });
});

describe("speed", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** The time since the start at which each delta comes, when the reader takes `readMs` over each. */
  async function measure(sentences: string[], wordsPerSecond: number, readMs = 0) {
    const startMs = performance.now();
    const deltas: { text: string; atMs: number }[] = [];
    const read = async () => {
      for await (const text of pace(sentences, {
        wordsPerSecond,
        signal: never,
        random: seededRandom(3),
      })) {
        deltas.push({ text, atMs: performance.now() - startMs });
        if (readMs > 0) await new Promise((resolve) => setTimeout(resolve, readMs));
      }
    };
    const reading = read();
    await vi.runAllTimersAsync();
    await reading;
    return deltas;
  }

  it("sends each delta within half a word of its time, from the first to the last", async () => {
    const deltas = await measure(Array<string>(60).fill(sentence), 80);
    let wordCount = 0;
    for (const { text, atMs } of deltas) {
      expect(Math.abs(atMs - (wordCount * 1000) / 80)).toBeLessThanOrEqual(1000 / 80 / 2 + 1);
      wordCount += text.trim().split(/\s+/u).length;
    }
    expect(wordCount).toBe(60 * 14);
    expect(deltas.at(0)?.atMs).toBe(0);
    expect(deltas.at(-1)?.atMs).toBeGreaterThan(10_400);
  });

  it("jitters", async () => {
    const deltas = await measure(Array<string>(10).fill(sentence), 80);
    let wordCount = 0;
    const late = deltas.map(({ text, atMs }) => {
      const lateMs = atMs - (wordCount * 1000) / 80;
      wordCount += text.trim().split(/\s+/u).length;
      return lateMs;
    });
    expect(Math.min(...late)).toBeLessThan(-2);
    expect(Math.max(...late)).toBeGreaterThan(2);
  });

  it("keeps the average when the reader takes its time", async () => {
    const deltas = await measure(Array<string>(60).fill(sentence), 80, 15);
    expect(deltas.at(-1)?.atMs).toBeGreaterThan(10_400);
    expect(deltas.at(-1)?.atMs).toBeLessThan(10_600);
  });

  it("starts the clock with the first delta, not with a slow source", async () => {
    async function* source() {
      await new Promise((resolve) => setTimeout(resolve, 5000));
      yield sentence;
    }
    const startMs = performance.now();
    const reading = collect(pace(source(), { wordsPerSecond: 10, signal: never }));
    await vi.runAllTimersAsync();
    await reading;
    expect(performance.now() - startMs).toBeGreaterThan(5900);
  });

  it("doubles with the number", async () => {
    const slow = await measure(Array<string>(10).fill(sentence), 20);
    const fast = await measure(Array<string>(10).fill(sentence), 40);
    expect((slow.at(-1)?.atMs ?? 0) / (fast.at(-1)?.atMs ?? 0)).toBeCloseTo(2, 1);
  });
});

describe("0 words per second", () => {
  it("is as fast as it goes", async () => {
    const startMs = performance.now();
    const deltas = await collect(
      pace(Array<string>(1500).fill(sentence), { wordsPerSecond: 0, signal: never }),
    );
    expect(deltas.join("")).toBe(sentence.repeat(1500));
    expect(performance.now() - startMs).toBeLessThan(3000);
  });

  it("lets an abort from outside through", async () => {
    const controller = new AbortController();
    function* endless() {
      for (let count = 0; count < 10_000_000; count++) yield sentence;
    }
    const timer = setTimeout(() => controller.abort(new Error("enough")), 20);
    const reading = collect(pace(endless(), { wordsPerSecond: 0, signal: controller.signal }));
    await expect(reading).rejects.toThrow("enough");
    clearTimeout(timer);
  });
});

describe("the end", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("comes at once on an abort while it waits, with the reason, and leaves no timer", async () => {
    const controller = new AbortController();
    const deltas = pace([sentence], {
      wordsPerSecond: 0.01,
      signal: controller.signal,
      random: () => 0,
    });
    expect(await deltas.next()).toEqual({ done: false, value: "It " });
    const next = deltas.next();
    await vi.advanceTimersByTimeAsync(10);
    expect(vi.getTimerCount()).toBe(1);
    const reason = new Error("stopped");
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    expect(await deltas.next()).toEqual({ done: true, value: undefined });
  });

  it("comes at once on an abort between two deltas", async () => {
    const controller = new AbortController();
    const deltas = pace([sentence], { wordsPerSecond: 0.01, signal: controller.signal });
    await deltas.next();
    controller.abort(new Error("stopped"));
    await expect(deltas.next()).rejects.toThrow("stopped");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves no listener on the signal", async () => {
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, "addEventListener");
    const remove = vi.spyOn(signal, "removeEventListener");
    const reading = collect(pace([sentence, sentence], { wordsPerSecond: 80, signal }));
    await vi.runAllTimersAsync();
    await reading;
    expect(add.mock.calls.length).toBeGreaterThan(5);
    expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
  });

  it("comes at once on an abort while the source hangs, and closes the source", async () => {
    const controller = new AbortController();
    const close = vi.fn(() => new Promise<IteratorResult<string>>(() => undefined));
    const hanging: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined), return: close }),
    };
    const next = pace(hanging, { wordsPerSecond: 80, signal: controller.signal }).next();
    controller.abort(new Error("stopped"));
    await expect(next).rejects.toThrow("stopped");
    expect(close).toHaveBeenCalledOnce();
  });

  it("comes before the source is asked when the signal has aborted already", async () => {
    const asked = vi.fn(() => ({ done: false, value: sentence }));
    const source = { [Symbol.iterator]: () => ({ next: asked }) };
    const signal = AbortSignal.abort(new Error("early"));
    await expect(pace(source, { wordsPerSecond: 0, signal }).next()).rejects.toThrow("early");
    expect(asked).not.toHaveBeenCalled();
  });

  it("closes the source when the reader leaves", async () => {
    const closed = vi.fn();
    function* source() {
      try {
        yield sentence;
        yield sentence;
      } finally {
        closed();
      }
    }
    for await (const delta of pace(source(), { wordsPerSecond: 80, signal: never })) {
      expect(delta).not.toBe("");
      break;
    }
    expect(closed).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is the source's error when it fails, after the text before it", async () => {
    const failure = new Error("source failed");
    async function* failing() {
      yield "Before. ";
      throw failure;
    }
    const deltas = pace(failing(), { wordsPerSecond: 0, signal: never });
    expect((await deltas.next()).value).toBe("Before. ");
    await expect(deltas.next()).rejects.toBe(failure);
  });

  it.each([-1, Number.NaN])("is a RangeError for %s words per second", async (wordsPerSecond) => {
    await expect(pace([sentence], { wordsPerSecond, signal: never }).next()).rejects.toThrow(
      RangeError,
    );
  });
});
