/** What the profiler of Chromium gives, as far as it is read here. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
    };
  }[];
  readonly samples?: readonly number[];
  /** In µs. */
  readonly timeDeltas?: readonly number[];
}

/** How long each function was on top of the stack, the longest first; `(program)` is the browser itself. */
export function selfTimes({
  nodes,
  samples = [],
  timeDeltas = [],
}: Profile): { place: string; ms: number }[] {
  const places = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName || "(anonymous)"}${url && ` ${url.split("/").at(-1)}:${lineNumber + 1}`}`,
    ]),
  );
  const times = new Map<string, number>();
  for (const [n, id] of samples.entries()) {
    const place = places.get(id) ?? "?";
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[n] ?? 0) / 1000);
  }
  return [...times].map(([place, ms]) => ({ place, ms })).sort((a, b) => b.ms - a.ms);
}
