import type { CDPSession } from "playwright";

/** An event of a trace, as far as it is read here; times are in µs. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** How long it took by the clock, and how long its thread ran in it. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The longest of some tasks, in ms. */
export interface LongestTask {
  /** By the time that its thread ran: on a busy machine the clock counts what others do. */
  readonly threadMs: number;
  readonly clockMs: number;
}

/** The longest task of the page's main thread while something happens. */
export async function longestTaskOf(
  session: CDPSession,
  happen: () => Promise<unknown>,
): Promise<LongestTask> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const event of value) if (isTraceEvent(event)) events.push(event);
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["disabled-by-default-devtools.timeline"] },
  });
  await happen();
  const complete = new Promise<void>((resolve) =>
    session.once("Tracing.tracingComplete", () => resolve()),
  );
  await session.send("Tracing.end");
  await complete;
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const isMain = ({ name, args }: TraceEvent): boolean =>
    name === "thread_name" && args.name === "CrRendererMain";
  const main = new Set(events.filter(isMain).map(threadOf));
  const tasks = events.filter((event) => event.name === "RunTask" && main.has(threadOf(event)));
  return {
    threadMs: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)),
    clockMs: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000)),
  };
}

function isTraceEvent(event: object): event is TraceEvent {
  return "name" in event && "pid" in event && "tid" in event && "args" in event;
}
