import { expect, it } from "vitest";
import { write } from "../support/page.ts";

/** What a selection of all of it says as text, and holds as HTML. */
function copy(text: string): { plain: string; html: string } {
  const root = write(text, 7);
  const selection = getSelection();
  selection?.selectAllChildren(root);
  const holder = document.createElement("div");
  holder.append(selection?.getRangeAt(0).cloneContents() ?? "");
  return { plain: selection?.toString() ?? "", html: holder.innerHTML };
}

it("what is copied is text without marks, and real elements", () => {
  const { plain, html } = copy(
    "# A *title*\n\n- one `two`\n- [x] three\n\n> said\n\n| a | b |\n| - | - |\n| c | **d** |\n",
  );
  expect(plain).not.toMatch(/[*`|#>[\]]/);
  expect(plain.split(/\s+/)).toEqual("A title one two three said a b c d".split(" "));
  for (const tag of ["h1", "em", "li", "code", "blockquote", "table", "th", "td", "strong"])
    expect(html).toContain(`<${tag}`);
  expect(html).not.toMatch(/style=|class=/);
});

it("code is copied as it is, also where it stands in several blocks", () => {
  const code = "const a = 1;\n\n  b();\n".repeat(600);
  const { plain } = copy(`\`\`\`js\n${code}\`\`\`\n`);
  expect(plain.trimEnd()).toBe(code.trimEnd());
});
