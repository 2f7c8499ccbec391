/**
 * A Markdown table.
 * @param figures how many of its columns, counted from the right, hold figures. Default all but the first.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  figures: number = head.length - 1,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, n) => (n < head.length - figures ? "---" : "---:"));
  return [head, rule, ...rows].map(line).join("\n");
}
