import { type ReactElement, StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { expect, it, onTestFinished, vi } from "vitest";
import { citations } from "@workflow-stream/markdown/citations";
import { copyButton } from "@workflow-stream/markdown/copyButton";
import { footnotes } from "@workflow-stream/markdown/footnotes";
import { math } from "@workflow-stream/markdown/math";
import { scrollTable } from "@workflow-stream/markdown/scrollTable";
import "@workflow-stream/markdown/style.css";
import axe from "axe-core";
import { type MarkdownOptions, StreamingMarkdown } from "../src/markdown/index.ts";
// what markdown.ssr.test.tsx checks that a server renders
import { MARKDOWN_HTML, MARKDOWN_TEXT } from "./markdownText.ts";

/** Shows an element over markup if given, until the test ends; says what React prints. */
function show(element: ReactElement, html?: string) {
  const printed = vi.spyOn(console, "error").mockImplementation(() => {});
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html ?? "";
  const before = [...container.querySelectorAll("[data-text] *")];
  let root!: Root;
  flushSync(() => {
    root = html === undefined ? createRoot(container) : hydrateRoot(container, element);
    if (html === undefined) root.render(element);
  });
  onTestFinished(() => {
    root.unmount();
    container.remove();
    printed.mockRestore();
  });
  const update = (next: ReactElement): void => flushSync(() => root.render(next));
  const holder = container.querySelector("[data-text]")!;
  return { container, holder, before, update, printed };
}

it("keeps the nodes that a server rendered, and goes on in them", async () => {
  const { holder, before, update, printed } = show(
    <StreamingMarkdown text={MARKDOWN_TEXT} isOpen />,
    MARKDOWN_HTML,
  );
  update(<StreamingMarkdown text={`${MARKDOWN_TEXT} and more`} />);
  await expect.poll(() => holder.querySelector("p")?.textContent).toBe("a b < c and more");
  expect([...holder.querySelectorAll("*")]).toEqual(before);
  expect(before.every((element) => element.isConnected)).toBe(true);
  expect(printed.mock.calls).toEqual([]);
});

it("another text replaces what a server rendered before it is painted", () => {
  const { holder, printed } = show(<StreamingMarkdown text="other *text*" />, MARKDOWN_HTML);
  expect(holder.innerHTML).toBe('<p dir="auto">other <em>text</em></p>');
  expect(printed.mock.calls).toEqual([]);
});

it("parses no HTML on a page that no server rendered, and is mounted twice in StrictMode", () => {
  const html = vi.spyOn(Element.prototype, "innerHTML", "set");
  onTestFinished(() => html.mockRestore());
  const { holder } = show(
    <StrictMode>
      <StreamingMarkdown text={MARKDOWN_TEXT} />
    </StrictMode>,
  );
  // the test's own
  expect(html).toHaveBeenCalledTimes(1);
  expect(holder.querySelector("em")?.textContent).toBe("b");
});

const RICH_TEXT = `# Tides

- [x] *done*
- [ ] open

1. **one**
2. [a link](https://a.b), [bank.com](https://evil.com), ![an image](https://a.b/c.png)

> A quote, ~~gone~~, \`code\`, $$x^2$$, [1] and[^a].

${"| a wide heading of a table that scrolls ".repeat(8)}|
${"| - ".repeat(8)}|
${"| a cell ".repeat(8)}|

\`\`\`js
const a = 1;
\`\`\`

[^a]: Said below.

a **mark that is op`;
const RICH: MarkdownOptions = {
  syntax: [citations, footnotes, math],
  idPrefix: "answer-",
  elements: { code: copyButton(), table: scrollTable() },
};

it.each(["light", "dark"])("axe finds nothing, as it grows and at its end (%s)", async (scheme) => {
  const shown = (isOpen: boolean): ReactElement => (
    <StreamingMarkdown
      text={RICH_TEXT}
      isOpen={isOpen}
      markdown={RICH}
      className="streaming-markdown"
    />
  );
  const { container, update } = show(shown(true));
  // axe does not know the ground of a dark page that has none
  Object.assign(container.style, {
    colorScheme: scheme,
    background: "Canvas",
    color: "CanvasText",
  });
  const faults = async (): Promise<string[]> =>
    (await axe.run(container)).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  expect(container.querySelector("p > strong")?.textContent).toBe("mark that is op");
  expect(await faults()).toEqual([]);
  update(shown(false));
  await expect.poll(() => container.querySelector("p > strong")).toBeNull();
  expect(container.querySelectorAll("[role=doc-backlink], button, [data-scroll]")).toHaveLength(3);
  expect(await faults()).toEqual([]);
});
