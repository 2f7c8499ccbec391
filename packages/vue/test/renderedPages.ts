const streamingText = (as: string): string =>
  `<${as} data-status="idle"><span aria-busy="false" data-text>a &lt; b</span><!----><!----><span role="status"></span></${as}>`;

/** `<StreamingText>` with the initial text `a < b`, as a server renders it. */
export const COMPONENT_HTML = streamingText("p");

/** The same as the cell of a table. */
export const CELL_HTML = `<table><tbody><tr>${streamingText("td")}</tr></tbody></table>`;

/** The primitive with the initial text `a < b`, as a server renders it. */
export const PRIMITIVE_HTML = '<p data-status="idle" aria-busy="false">a &lt; b</p>';

/** An async component that awaits `ready()`, as a server renders it. */
export const SUSPENDED_HTML = "<p>a &lt; b</p>";

export const MARKDOWN_TEXT = "# Tides\n\na *b* < [c](https://d.e)";

/** `<StreamingMarkdown>` with that text, as a server renders it. */
export const MARKDOWN_HTML = `<div data-status="idle"><div aria-busy="false" data-text><h1 dir="auto">Tides</h1><p dir="auto">a <em>b</em> &lt; <a href="https://d.e" rel="noopener noreferrer nofollow">c</a></p></div><!--[--><!--]--><!----><!----><span role="status"></span></div>`;
