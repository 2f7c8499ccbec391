import { describe, expect, it } from "vitest";
import { footnotes } from "../src/footnotes.ts";
import { renderMarkdown } from "../src/index.ts";

const REL = 'rel="noopener noreferrer nofollow"';
const inParagraph = (html: string): string => `<p dir="auto">${html}</p>`;

describe("allowUrl", () => {
  it.each([
    ["[a](https://b.c)", `<a href="https://b.c" ${REL}>a</a>`],
    ["[a](HTTP://b.c)", `<a href="HTTP://b.c" ${REL}>a</a>`],
    ["[a](mailto:b@c.d)", `<a href="mailto:b@c.d" ${REL}>a</a>`],
    ["<https://b.c>", `<a href="https://b.c" ${REL}>https://b.c</a>`],
    ["b@c.de", `<a href="mailto:b@c.de" ${REL}>b@c.de</a>`],
    ["www.b.c", `<a href="http://www.b.c" ${REL}>www.b.c</a>`],
    ["https://b.c", `<a href="https://b.c" ${REL}>https://b.c</a>`],
  ])("by default lets %j through", (markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(inParagraph(html));
  });

  it.each([
    ["[a](javascript:alert(1))", "<a>a</a>"],
    ["[a](JavaScript&colon;alert(1))", "<a>a</a>"],
    ["[a](java\\script:alert(1))", "<a>a</a>"],
    ["[a](<java script:alert(1)>)", "<a>a</a>"],
    ["[a](&#1;javascript:alert(1))", "<a>a</a>"],
    ["[a](data:text/html,b)", "<a>a</a>"],
    ["[a](vbscript:b)", "<a>a</a>"],
    ["[a](//b.c)", "<a>a</a>"],
    ["[a](https:b)", "<a>a</a>"],
    ["[a](/b)", "<a>a</a>"],
    ["[a](b)", "<a>a</a>"],
    ["[a](#b)", "<a>a</a>"],
    ["<javascript:b>", "<a>javascript:b</a>"],
    ["<file:///b>", "<a>file:///b</a>"],
    ["![a](javascript:b)", "<a>a</a>"],
    ["![a](data:image/svg+xml,b)", "<a>a</a>"],
    ["[a][b]\n\n[b]: javascript:c", "<a>a</a>"],
    ["![a][b]\n\n[b]: blob:c", "<a>a</a>"],
  ])("by default makes no link of %j", (markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(inParagraph(html));
  });

  it("is asked about every link and image, encoded, and may give another URL", () => {
    const asked: string[] = [];
    const html = renderMarkdown(
      "[a](/ä) ![b](c) <dd:e> https://f.g i@j.kl [m] ![n][m] [m][]\n\n[m]: o",
      {
        allowUrl(url, use) {
          asked.push(`${use} ${url}`);
          return `https://proxy/${asked.length}`;
        },
      },
    );
    expect(asked).toEqual([
      "link /%C3%A4",
      "image c",
      "link dd:e",
      "link https://f.g",
      "link mailto:i@j.kl",
      "link o",
      "image o",
      "link o",
    ]);
    expect(html).toContain('href="https://proxy/8"');
    expect(html).not.toContain("%C3%A4");
  });
});

it("rel is always there, target if it is given", () => {
  const html = renderMarkdown("[a](https://b.c 'd')", { target: "_blank" });
  expect(html).toBe(inParagraph(`<a href="https://b.c" ${REL} target="_blank" title="d">a</a>`));
});

it.each([
  ["link", `<a href="https://b.c" ${REL}>a</a>`],
  ["load", '<img loading="lazy" referrerpolicy="no-referrer" alt="a" src="https://b.c">'],
  ["none", "a"],
] as const)("images: %j", (images, html) => {
  expect(renderMarkdown("![*a*](https://b.c)", { images })).toBe(inParagraph(html));
});

it("an image that may not be loaded is its description", () => {
  expect(renderMarkdown("![a](data:b)", { images: "load" })).toBe(inParagraph("a"));
});

it("headingOffset, and no heading below 6", () => {
  expect(renderMarkdown("# a\n##### b", { headingOffset: 2, dir: "inherit" })).toBe(
    "<h3>a</h3><h6>b</h6>",
  );
});

it("outermost blocks have their own direction, code is left to right", () => {
  const markdown = "> a\n>\n> ```\n> b\n> ```\n\n- c\n\n***\n";
  expect(renderMarkdown(markdown)).toBe(
    '<blockquote dir="auto"><p>a</p><pre tabindex="0" dir="ltr"><code>b\n</code></pre></blockquote><ul dir="auto"><li>c</li></ul><hr>',
  );
  expect(renderMarkdown(markdown, { dir: "inherit" })).not.toContain("dir=");
});

describe("text that looks like another host", () => {
  it.each([
    "[bank.com](https://evil.com/a)",
    "[https://www.bank.com/login](https://evil.com/a)",
    "[**bank.com**/x](https://evil.com/a 'bank.com')",
    "[bank.com](https://bank.com@evil.com/a)",
  ])("%j says the real one", (markdown) => {
    const html = renderMarkdown(markdown);
    expect(html).toContain('data-host="evil.com"');
    expect(html).toMatch(/title="https:[^"]*evil.com\/a"/);
  });

  it.each([
    "[bank.com](https://www.bank.com/a)",
    "[WWW.bank.com](https://bank.com)",
    "[e.g. here](https://a.b)",
    "<https://a.b>",
  ])("%j says nothing", (markdown) => expect(renderMarkdown(markdown)).not.toContain("data-host"));
});

it("labels are in the language that is given, the others in English", () => {
  const labels = { checked: "Erledigt", backToText: undefined };
  const text = "- [x] a\n- [ ] b[^1]\n\n[^1]: c";
  const html = renderMarkdown(text, { labels, syntax: [footnotes], idPrefix: "p-" });
  expect(html.match(/aria-label="[^"]*"/g)).toEqual([
    'aria-label="Erledigt"',
    'aria-label="Incomplete task"',
    'aria-label="Back to the text"',
  ]);
});

it.each([
  ["```c++\n", 'class="language-c++"'],
  ['```a"b\n', "<code>"],
  ["```a`b\n", "<p"],
  [`\`\`\`${"a".repeat(33)}\n`, "<code>"],
])("of %j there is %s", (markdown, html) => {
  expect(renderMarkdown(markdown)).toContain(html);
});

it("HTML is text, of an unclosed comment too", () => {
  expect(renderMarkdown("<!-- a\n\n<script>b</script>\n\nc <img src=d onerror=e>")).toBe(
    ["&lt;!-- a", "&lt;script&gt;b&lt;/script&gt;", "c &lt;img src=d onerror=e&gt;"]
      .map(inParagraph)
      .join(""),
  );
});
