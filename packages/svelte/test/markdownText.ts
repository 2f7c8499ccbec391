export const MARKDOWN_TEXT = "# Tides\n\na *b* < [c](https://d.e)";
