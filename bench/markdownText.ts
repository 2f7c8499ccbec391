/** A kind of text: an answer as a model writes it, or one long block of code. */
export type MarkdownKind = "answer" | "fence";

const WORDS =
  "the of and to in model stream answer value server client browser token page request response time data render element layout paint frame worker thread result error state cache index query table column latency budget policy session header buffer chunk parser block reference café naïve über 日本語 данные".split(
    " ",
  );

/** A text of at least so many characters, always the same one. Every mark in it closes, every reference is defined. */
export function markdownOf(kind: MarkdownKind, chars: number): string {
  return kind === "fence" ? fenceOf(chars) : answerOf(chars);
}

function fenceOf(chars: number): string {
  const { words, below } = createWriter();
  let text = "```ts\n";
  while (text.length < chars) {
    text += `${"  ".repeat(below(3))}const ${words(1)} = ${words(1)}(${below(99)}); // *not* [em](x) <b>\n`;
  }
  return `${text.slice(0, text.lastIndexOf("\n", chars) + 1)}\`\`\`\n`;
}

function answerOf(chars: number): string {
  const { below, pick, words } = createWriter();
  let references = 0;
  let definitions = "";
  const marks: (() => string)[] = [
    () => `**${words(1 + below(4))}**`,
    () => `*${words(1 + below(3))}*`,
    () => `\`${words(1)}_${words(1)}()\``,
    () => `[${words(2)}](https://example.com/${below(99)}?q=a_b)`,
    () => {
      references++;
      definitions += `[ref${references}]: https://example.com/${references} "t"\n`;
      return `[${words(2)}][ref${references}]`;
    },
    () => `snake_case_${words(1)}`,
    () => "a < b && c > d",
    () => `2 * 3 * ${below(9)}`,
    () => `~~${words(1)}~~`,
    () => "AT&amp;T",
    () => "https://www.example.org/path, and more",
    () => `[${1 + below(9)}]`,
  ];
  const many = (count: number, make: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => make(n)).join("");
  const inline = (): string => (below(10) < 6 ? words(2 + below(5)) : pick(marks)());
  const sentence = (): string => `${many(3 + below(5), () => `${inline()} `).trimEnd()}.`;
  const paragraph = (): string => `${many(2 + below(4), () => `${sentence()} `).trimEnd()}\n\n`;
  const list = (depth: number): string =>
    many(2 + below(5), (n) => {
      const mark = depth % 2 ? `${n + 1}. ` : "- ";
      const inner = depth < 3 && below(4) === 0 ? list(depth + 1) : "";
      return `${"   ".repeat(depth)}${mark}${sentence()}\n${inner}`;
    });
  const row = (cell: () => string): string => `|${many(3, () => ` ${cell()} |`)}\n`;
  const table = (): string =>
    `${row(() => words(1 + below(2)))}| --- | :-- | --: |\n${many(3 + below(6), () => row(inline))}\n`;
  const code = (): string =>
    `\`\`\`${pick(["ts", "py", "json", ""])}\n${many(
      4 + below(14),
      () => `${"  ".repeat(below(4))}const ${words(1)} = ${words(1)}(${below(99)}); // *not* <b>\n`,
    )}\`\`\`\n\n`;
  const block = (): string => {
    const kind = below(100);
    if (kind < 12) return `## ${words(4)}\n\n`;
    if (kind < 57) return paragraph();
    if (kind < 77) return `${list(0)}\n`;
    if (kind < 84) return table();
    if (kind < 94) return code();
    if (kind < 98) return `> ${sentence()}\n> ${sentence()}\n\n`;
    return "---\n\n";
  };

  let text = `# ${words(4)}\n\n`;
  while (text.length < chars) {
    text += block();
    if (definitions && below(8) === 0) {
      text += `${definitions}\n`;
      definitions = "";
    }
  }
  return text + definitions;
}

/** What writes words by a deterministic source of numbers. */
function createWriter(): {
  below(bound: number): number;
  pick<Item>(items: readonly Item[]): Item;
  words(count: number): string;
} {
  let seed = 7;
  const below = (bound: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * bound);
  };
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  const words = (count: number): string =>
    Array.from({ length: count }, () => pick(WORDS)).join(" ");
  return { below, pick, words };
}
