import { count } from "./facts.ts";
import type { Trace } from "./trace.ts";

const maxSamples = 12;

/** A trace as rows of a table: time, what happened, and characters; between the marks, samples at whole seconds. */
export function timelineRows({ marks, seconds, chars }: Trace): string[][] {
  const lastSecond = seconds.at(-1) ?? 0;
  const step = Math.max(1, Math.ceil(lastSecond / maxSamples));
  const rows = marks.map(({ name, atMs, chars }) => ({
    seconds: atMs / 1000,
    what: name as string,
    chars,
  }));
  for (let second = step; second < lastSecond; second += step) {
    const next = seconds.findIndex((time) => time > second);
    rows.push({ seconds: second, what: "", chars: chars[next - 1] ?? 0 });
  }
  return rows
    .sort((a, b) => a.seconds - b.seconds)
    .map((row) => [`${row.seconds.toFixed(2)} s`, row.what, count(row.chars)]);
}
