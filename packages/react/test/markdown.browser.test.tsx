import { type ReactElement, StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { expect, it, onTestFinished, vi } from "vitest";
import { StreamingMarkdown } from "../src/markdown/index.ts";
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
