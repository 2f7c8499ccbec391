/**
 * A Markdown table.
 * @param figures how many of its columns, counted from the right, hold figures. Default all but the first.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  figures: number = head.length - 1,
): string {
  const rule = head.map((_, at) => (at < head.length - figures ? "---" : "---:"));
  return [head, rule, ...rows].map(lineOf).join("\n");
}

/**
 * Puts a table in the place of the first one below a heading.
 * @throws Error when there is none.
 */
export function withTable(page: string, heading: string, table: string): string {
  const lines = page.split("\n");
  const below = lines.indexOf(`## ${heading}`);
  const start = lines.findIndex((line, at) => at > below && line.startsWith("|"));
  const next = lines.findIndex((line, at) => at > below && line.startsWith("## "));
  if (below < 0 || start < 0 || (next >= 0 && next < start))
    throw new Error(`No table stands below "${heading}".`);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith("|"));
  lines.splice(start, (end < 0 ? lines.length : end) - start, table);
  return lines.join("\n");
}

/**
 * Puts rows in the place of those with the same first cell.
 * @throws Error when there is none.
 */
export function withRows(page: string, rows: readonly (readonly string[])[]): string {
  const lines = page.split("\n");
  for (const cells of rows) {
    const at = lines.findIndex((line) => line.split("|")[1]?.trim() === cells[0]);
    if (at < 0) throw new Error(`No table has a row "${cells[0]}".`);
    lines[at] = lineOf(cells);
  }
  return lines.join("\n");
}

/** A page without what the formatter pads its tables with: what counts is what their cells say. */
export function unpadded(page: string): string {
  return page.replace(/ +/g, " ").replace(/-{3,}/g, "---").replace(/\n+/g, "\n").trim();
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
