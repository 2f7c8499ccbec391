export const MARKDOWN_TEXT = "# Tides\n\na *b* < [c](https://d.e)";

/** `<StreamingMarkdown>` with that text, as a server renders it. */
export const MARKDOWN_HTML = `<div data-status="idle"><div data-text="" aria-busy="false"><h1 dir="auto">Tides</h1><p dir="auto">a <em>b</em> &lt; <a href="https://d.e" rel="noopener noreferrer nofollow">c</a></p></div><span role="status"></span></div>`;
