/** A whole number with spaces between its thousands. */
export function spaced(integer: number): string {
  return integer.toLocaleString("en").replaceAll(",", " ");
}

/** A number with so many significant digits, and spaces between thousands. */
export function round(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return "–";
  return value.toLocaleString("en", { maximumSignificantDigits: digits }).replaceAll(",", " ");
}

/** A ratio, with its digits that count. */
export function ratio(value: number): string {
  return value.toFixed(value >= 10 ? 0 : 2);
}

/** A size in KB, MB, GB or TB, of 1024 each. */
export function size(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${round(value)} ${units[unit]}`;
}

type Written = readonly [digits: string, unit: string];

const kilobytes = (bytes: number): Written => [(bytes / 1000).toFixed(1), "kB"];
const times = (value: number): Written => [value.toFixed(2), "×"];
const count = (value: number): Written => [spaced(value), ""];

/** How figures are written that are no times, by their names. */
const UNITS: Readonly<Record<string, (value: number) => Written>> = {
  gzipBytes: kilobytes,
  viteGzipBytes: kilobytes,
  heapBytes: (bytes) => [(bytes / 1e6).toFixed(1), "MB"],
  megabytesPerSecond: (value) => [round(value), "MB/s"],
  peakTimes: times,
  keptTimes: times,
  rssTimes: times,
  missedFrames: count,
  takenBackSteps: count,
};

function written(figure: string, value: number): Written {
  const write = UNITS[figure];
  if (write) return write(value);
  return value >= 1000 ? [round(value / 1000), "s"] : [round(value), "ms"];
}

/** A figure with its unit. */
export function withUnit(figure: string, value: number): string {
  return written(figure, value).join(" ").trim();
}

/** Two figures as a range, their unit named once where it is the same. */
export function range(figure: string, least: number, most: number): string {
  const [[from, unit], [to, unitOfMost]] = [written(figure, least), written(figure, most)];
  if (unit !== unitOfMost) return `${from} ${unit} to ${to} ${unitOfMost}`;
  return `${from === to ? from : `${from} to ${to}`} ${unit}`.trim();
}
