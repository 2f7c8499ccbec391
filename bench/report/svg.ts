/** A picture that is readable on a light and on a dark page. */
export function svg(width: number, height: number, title: string, body: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<style>
text { font: 12px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 14px }
.grid { stroke: #8b949e; stroke-opacity: 0.3 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }
</style>
<text class="title" x="12" y="22">${escaped(title)}</text>
${body.join("\n")}
</svg>
`;
}

/** Text that is safe within markup. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Powers of ten within a range, and the position of a value within it: 0 at its beginning, 1 at its end. */
export function logScale(from: number, to: number): { ticks: number[]; at(value: number): number } {
  const [low, high] = [Math.log10(from), Math.log10(to)];
  const ticks: number[] = [];
  for (let power = Math.ceil(low - 1e-9); power <= high + 1e-9; power++) ticks.push(10 ** power);
  return { ticks, at: (value) => (Math.log10(value) - low) / (high - low) };
}
