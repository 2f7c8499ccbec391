import { expect, it } from "vitest";
import type { MarkdownOptions } from "../../src/index.ts";
import { ALL_SYNTAX } from "../support/hardSyntax.ts";
import { write } from "../support/page.ts";

/** A port that nothing answers at: a request for it is seen though it fails. */
const EVIL = "http://127.0.0.1:9";

/** Every way that a text could load, run or send something. */
const HOSTILE = `
<script>document.title = "owned"</script>
<img src="${EVIL}/1" onerror="document.title='owned'"> <iframe src="${EVIL}/2"></iframe>
<style>@import "${EVIL}/3"; * { background: url(${EVIL}/4) }</style>
<form action="${EVIL}/5"><input name=a id=b><button>c</button></form>
<svg onload="document.title='owned'"><a href="javascript:document.title='owned'">d</a></svg>
<base href="${EVIL}/"><link rel=stylesheet href="${EVIL}/6"><meta http-equiv=refresh content="0;${EVIL}/7">

![a](${EVIL}/8 "b") ![c][r] ![r] [![d](${EVIL}/9)](javascript:alert)

[a](javascript:alert) [b](JaVaScRiPt:alert) [c](&#106;avascript:alert) [d](java\\script:alert) [e](<java
script:alert>) [f](data:text/html,<script>alert</script>) [g](vbscript:alert) [h](//127.0.0.1:9/10) [i](\\\\127.0.0.1\\11)
<javascript:alert> <data:text/html,a> <file:///etc/passwd> [j][s] [k][t] [l](blob:a) [m](&Tab;javascript:alert) [n](ftp://a.b)

[o](https://a.b "onmouseover=alert\\" style=\\"x") [p](https://a.b"onclick="alert) [q](https://a.b' id='c) **[bank.com](https://evil.example)**

| a |
| - |
| ![b](${EVIL}/12) <script>alert</script> |

\`\`\`"><img src=${EVIL}/13>
</code></pre><img src=${EVIL}/14>
\`\`\`

- [x] <input autofocus onfocus=alert>
<!-- a comment that swallows the rest
<![CDATA[ a
<?php b

a[^"onclick=alert] $$<img src=${EVIL}/16>$$ [1]

[^"onclick=alert]: <img src=${EVIL}/17> [a](javascript:alert)

$$
<img src=${EVIL}/18>
$$

[1]: javascript:alert
[r]: ${EVIL}/15
[s]: javascript:alert
[t]: data:text/html,a 'b'
`;

const ELEMENTS: Record<string, readonly string[]> = {
  a: ["href", "rel", "title", "data-host", "data-citation"],
  sup: ["data-footnote"],
  p: ["dir"],
  h1: ["dir"],
  h2: ["dir"],
  ul: ["dir"],
  ol: ["dir", "start", "data-footnotes"],
  table: ["dir"],
  blockquote: ["dir"],
  pre: ["dir", "tabindex"],
  li: ["value"],
  thead: [],
  tbody: [],
  tr: [],
  th: ["align"],
  td: ["align"],
  em: [],
  strong: [],
  del: [],
  br: [],
  hr: [],
  code: ["class", "dir"],
  input: ["type", "disabled", "aria-label", "checked"],
};

function requests(): string[] {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => name.startsWith(EVIL));
}

/** Waits until what was to be loaded has been tried. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

it.each([
  [1, {}],
  [7, {}],
  [10_000, {}],
  [5, ALL_SYNTAX],
  [1000, ALL_SYNTAX],
])(
  "no element, attribute, address or request but those allowed, in pieces of %d with %o",
  async (size, options) => {
    performance.clearResourceTimings();
    const { title } = document;
    const root = write(HOSTILE, size, options);
    const wrong: string[] = [];
    for (const element of root.querySelectorAll("*")) {
      const allowed = ELEMENTS[element.localName];
      for (const name of element.getAttributeNames()) {
        if (!allowed?.includes(name)) wrong.push(`${element.localName} ${name}`);
      }
      if (!allowed) wrong.push(element.localName);
    }
    expect(wrong).toEqual([]);
    const schemes = [...root.querySelectorAll("a[href]")].map(
      (link) => (link as HTMLAnchorElement).protocol,
    );
    // what Firefox gives where an address can't be parsed, and leads nowhere
    const leading = schemes.filter((scheme) => scheme !== ":");
    expect(new Set(leading)).toEqual(new Set(["http:", "https:"]));
    expect(
      [...root.querySelectorAll("a[href]")].every(
        (link) => link.getAttribute("rel") === "noopener noreferrer nofollow",
      ),
    ).toBe(true);
    expect(root.textContent).toContain("a comment that swallows the rest");
    await settle();
    expect(requests()).toEqual([]);
    expect(document.title).toBe(title);
  },
);

it.each<[string, MarkdownOptions, number]>([
  [
    "that are loaded are requested (Chromium only: it notes requests that fail)",
    { images: "load" },
    5,
  ],
  [
    "that a policy refuses are not",
    { images: "load", allowUrl: (url, use) => (use === "image" ? undefined : url) },
    0,
  ],
  ["that are not to be seen are not", { images: "none" }, 0],
])("images %s", async (_, options, count) => {
  performance.clearResourceTimings();
  const root = write(HOSTILE, 5, options);
  await settle();
  expect(root.querySelectorAll("img").length).toBe(count);
  expect(requests().length > 0).toBe(count > 0);
  for (const image of root.querySelectorAll("img")) {
    expect(image.loading).toBe("lazy");
    expect(image.referrerPolicy).toBe("no-referrer");
  }
});

it("under Trusted Types without a policy, and without inline styles, all is written", () => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const page = frame.contentDocument;
  if (!page) throw new Error("no document in the frame");
  const policy = page.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content =
    "default-src 'none'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
  page.head.append(policy);
  const violations: string[] = [];
  page.addEventListener("securitypolicyviolation", ({ violatedDirective }) =>
    violations.push(violatedDirective),
  );
  expect(() => (page.body.innerHTML = "<b>a</b>")).toThrow();
  const root = page.createElement("div");
  page.body.append(root);
  const text = `${HOSTILE}\n\`\`\`\n${"code\n".repeat(2000)}`;
  expect(() => write(text, 100, {}, root)).not.toThrow();
  expect(root.querySelectorAll("code > span").length).toBeGreaterThan(0);
  expect(violations.filter((directive) => !directive.startsWith("require-trusted-types"))).toEqual(
    [],
  );
  frame.remove();
});
