/** Notes tasks over 50 ms from now on; returns what ends that and gives their lengths in ms. */
export function watchLongTasks(): () => number[] {
  const lengthsMs: number[] = [];
  const note = (entries: PerformanceEntryList): void =>
    entries.forEach(({ duration }) => lengthsMs.push(duration));
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "longtask" });
  return () => {
    note(observer.takeRecords());
    observer.disconnect();
    return lengthsMs;
  };
}
