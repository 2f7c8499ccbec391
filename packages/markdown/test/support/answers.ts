/** Words of the answers, some of more than one byte a letter. */
const WORDS =
  "the of and model stream answer value server client token page request time data render element frame worker result error cache index café naïve über 日本語 данные".split(
    " ",
  );

/** A deterministic source of numbers below a bound. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** An answer as a model writes it, of at least so many characters: every mark closes, every reference is defined. */
export function answer(chars: number, seed = 7): string {
  const below = numbers(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const words = (count: number): string =>
    Array.from({ length: count }, () => pick(WORDS)).join(" ");
  let references = 0;
  let definitions = "";
  const inlines: (() => string)[] = [
    () => `**${words(1 + below(4))}**`,
    () => `*${words(1 + below(3))}*`,
    () => `\`${pick(WORDS)}_${pick(WORDS)}()\``,
    () => `[${words(2)}](https://example.com/${below(99)}?q=a_b)`,
    () => {
      references++;
      definitions += `[ref${references}]: https://example.com/${references} "t"\n`;
      return `[${words(2)}][ref${references}]`;
    },
    () => "a < b && c > d, 2 * 3 * 4, snake_case_name",
    () => `~~${words(2)}~~`,
    () => "AT&T &copy; 5 $ or 6 $",
    () => "https://www.example.org/path, and more",
    () => `[${1 + below(9)}]`,
    () => "***both* of them**",
  ];
  const sentence = (): string =>
    `${Array.from({ length: 3 + below(4) }, () => (below(2) ? words(2 + below(4)) : pick(inlines)())).join(" ")}. `;
  const paragraph = (): string => Array.from({ length: 2 + below(3) }, sentence).join("");
  const items = (depth: number): string =>
    Array.from({ length: 2 + below(4) }, () => {
      const inner = depth < 4 && below(4) === 0 ? items(depth + 1) : "";
      return `${"  ".repeat(depth)}- ${sentence()}\n${inner}`;
    }).join("");
  const blocks: (() => string)[] = [
    () => `## ${words(4)}\n\n`,
    () => `${paragraph()}\n\n`,
    () => `${paragraph()}\n${paragraph()}\n\n`,
    () => `${items(0)}\n`,
    () => `1. ${sentence()}\n2. ${sentence()}\n\n`,
    () =>
      `| ${words(1)} | ${words(2)} |\n| --- | :-: |\n| ${words(2)} | **${words(1)}** |\n| ${below(99)} | \`x\` |\n\n`,
    () => `\`\`\`ts\n${"const a = [b](c); // *not* <d>\n  e();\n".repeat(1 + below(6))}\`\`\`\n\n`,
    () => `> ${sentence()}\n> ${sentence()}\n\n`,
    () => "---\n\n",
  ];
  let text = `# ${words(4)}\n\n`;
  while (text.length < chars) {
    text += pick(blocks)();
    if (definitions && below(4) === 0) {
      text += `${definitions}\n`;
      definitions = "";
    }
  }
  return text + definitions;
}
