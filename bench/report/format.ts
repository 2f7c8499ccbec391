/** An integer, a space between its thousands. */
export function spaced(integer: number | string): string {
  return `${integer}`.replace(/\B(?=(\d{3})+$)/g, " ");
}

const number = (value: number): string =>
  value >= 100 ? spaced(Math.round(value)) : `${Number(value.toPrecision(value < 1 ? 2 : 3))}`;

const kilobytes = (value: number): string => `${(value / 1000).toFixed(1)} kB`;

/** How figures are written, by their name. */
const units: Record<string, (value: number) => string> = {
  heapBytes: (value) => `${(value / 1e6).toFixed(1)} MB`,
  gzipBytes: kilobytes,
  viteGzipBytes: kilobytes,
  megabytesPerSecond: (value) => `${number(value)} MB/s`,
  longTasks: number,
  missedFrames: number,
};

/** A figure with its unit: thin spaces between thousands, three digits. */
export function withUnit(figure: string, value: number): string {
  const write = units[figure];
  if (write) return write(value);
  return value >= 1000 ? `${number(value / 1000)} s` : `${number(value)} ms`;
}

/** Two figures as a range, their unit named once where it is the same. */
export function range(figure: string, least: number, most: number): string {
  const [from, to] = [withUnit(figure, least), withUnit(figure, most)];
  if (from === to) return from;
  const unit = /[^\d]*$/.exec(to)?.[0] ?? "";
  return `${from.endsWith(unit) ? from.slice(0, from.length - unit.length) : from} to ${to}`;
}

/** A ratio, with its digits that count. */
export function ratio(value: number): string {
  return value >= 10 ? number(Math.round(value)) : value.toFixed(2);
}
