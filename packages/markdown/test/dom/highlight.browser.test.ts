import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { highlight, type HighlightTokens, type Tokenize } from "../../src/highlight.ts";
import { createMarkdownWriter, type MarkdownWriter } from "../../src/index.ts";

/** Prism's, which highlights nothing by itself. */
let prism: Tokenize;

beforeAll(async () => {
  Object.assign(globalThis, { Prism: { manual: true } });
  const { default: Prism } = await import("prismjs");
  prism = (code, lang) => {
    const grammar = Prism.languages[lang];
    return grammar && (Prism.tokenize(code, grammar) as HighlightTokens);
  };
});

let writer: MarkdownWriter | undefined;

afterEach(() => {
  writer?.stop();
  CSS.highlights.clear();
  vi.unstubAllGlobals();
});

function open(tokenize: Tokenize): HTMLElement {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  writer = createMarkdownWriter(root, { elements: { code: highlight(tokenize) } });
  return root;
}

/** What is highlighted, by the name of the highlight, in the order of the text. */
function highlighted(name: string): string[] {
  return [...(CSS.highlights.get(name) ?? [])].map(
    ({ startContainer, startOffset, endContainer, endOffset }) => {
      expect(endContainer).toBe(startContainer);
      return startContainer.textContent?.slice(startOffset, endOffset) ?? "";
    },
  );
}

/** Shiki's lines: each word of a color, digits of another. */
const shiki = (code: string): HighlightTokens =>
  code
    .split("\n")
    .map((line) =>
      line
        .split(/\b/)
        .map((content) => ({ content, color: /\d/.test(content) ? "rgb(1, 2, 3)" : undefined })),
    );

const CODE = "const a = `b ${1} c`; // d\nconst e = 22;\n";

describe("through the CSS Custom Highlight API", () => {
  it("Prism's tokens, when the fence closes: no node of the page is touched", async () => {
    const root = open(prism);
    writer?.append(`\`\`\`js\n${CODE}\`\`\`\nafter`);
    const html = root.innerHTML;
    await expect.poll(() => highlighted("md-keyword")).toEqual(["const", "const"]);
    expect(highlighted("md-comment")).toEqual(["// d"]);
    expect(highlighted("md-number")).toEqual(["1", "22"]);
    expect(highlighted("md-string")).toEqual(["b ", " c"]);
    expect(root.innerHTML).toBe(html);
  });

  it("Shiki's lines, whose colors are rules of a sheet", async () => {
    open(shiki);
    writer?.append(`\`\`\`js\n${CODE}\`\`\`\n`);
    const rules = (): string[] =>
      document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map((r) => r.cssText));
    await expect.poll(() => rules().join("")).toContain("color: rgb(1, 2, 3)");
    const rule = rules().find((text) => text.includes("rgb(1, 2, 3)")) ?? "";
    const name = rule.slice(rule.indexOf("(") + 1, rule.indexOf(")"));
    await expect.poll(() => highlighted(name)).toEqual(["1", "22"]);
  });

  it("a tokenizer that is asked later, and colors that are none", async () => {
    open(async () => [[{ content: "a", color: "red } * { display: none" }], "b"]);
    writer?.append("```\na\nb\n```\n");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const rules = document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]);
    expect(rules.every(({ cssText }) => !cssText.includes("display"))).toBe(true);
  });

  it("code that is open is highlighted when it has not grown for a while, and again when it has by much", async () => {
    const asked: string[] = [];
    open((code, lang) => {
      asked.push(code);
      return prism(code, lang);
    });
    writer?.append("```js\nconst a = 1;\n");
    await expect.poll(() => highlighted("md-keyword")).toEqual(["const"]);
    writer?.append("b;");
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(asked).toEqual(["const a = 1;\n"]);
    writer?.append("\nconst c = 2;\n");
    await expect.poll(() => highlighted("md-keyword")).toEqual(["const", "const"]);
    writer?.append("```\n");
    await expect.poll(() => highlighted("md-number")).toEqual(["1", "2"]);
  });

  it("long code, over several blocks, in slices", async () => {
    const lines = 1500;
    const root = open(prism);
    writer?.append(`\`\`\`js\n${"const a = 1;\n".repeat(lines)}\`\`\`\n`);
    expect(highlighted("md-keyword")).toEqual([]);
    await expect.poll(() => highlighted("md-keyword").length, { timeout: 5000 }).toBe(lines);
    expect(new Set(highlighted("md-keyword"))).toEqual(new Set(["const"]));
    expect(root.querySelectorAll("code > span").length).toBeGreaterThan(2);
  });

  it("code that is too long, or in no language that is known, is left alone", async () => {
    const asked: string[] = [];
    const root = open((code, lang) => {
      if (code.length > 100_000 || lang !== "js") asked.push(`${lang} ${code.length}`);
      return prism(code, lang);
    });
    writer?.append(`\`\`\`js\n${"a;\n".repeat(40_000)}\`\`\`\n\n\`\`\`unknown\na\n\`\`\`\n`);
    await expect.poll(() => asked.length, { timeout: 5000 }).toBe(1);
    expect(asked).toEqual(["unknown 2"]);
    expect(root.querySelector("code")?.textContent.length).toBe(120_000);
  });

  it("goes with what it is mounted in, and comes back with a text that goes on after its end", async () => {
    const root = open(prism);
    writer?.append("a *b\n\n```js\nconst c;\n```\n");
    writer?.end();
    await expect.poll(() => highlighted("md-keyword")).toEqual(["const"]);
    writer?.append("\nd");
    writer?.end();
    const inPage = (): boolean =>
      [...(CSS.highlights.get("md-keyword") ?? [])].every((range) =>
        root.contains(range.startContainer),
      );
    await expect.poll(() => inPage() && highlighted("md-keyword").length).toBe(1);
    writer?.replace("other");
    expect(highlighted("md-keyword")).toEqual([]);
  });
});

describe("where a browser has none", () => {
  it("spans stand in code that has ended, and go with it", async () => {
    vi.stubGlobal("Highlight", undefined);
    const root = open(prism);
    writer?.append(`\`\`\`js\n${CODE}`);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(root.querySelector("[data-token]")).toBeNull();
    writer?.append("```\n");
    await expect
      .poll(() => [...root.querySelectorAll('[data-token="number"]')].map((s) => s.textContent))
      .toEqual(["1", "22"]);
    const code = root.querySelector("code");
    expect(code?.textContent).toBe(CODE);
    writer?.stop();
    expect(code?.textContent).toBe(CODE);
    expect(code?.childElementCount).toBe(0);
  });

  it("colors are those of the spans", async () => {
    vi.stubGlobal("Highlight", undefined);
    const root = open(shiki);
    writer?.append("```js\na = 1\n```\n");
    await expect
      .poll(() => root.querySelector<HTMLElement>("code span")?.style.color)
      .toBe("rgb(1, 2, 3)");
  });
});
