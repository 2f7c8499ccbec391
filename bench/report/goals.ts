import { type Results, valueOf } from "../results.ts";
import { ratio, table, withUnit } from "./format.ts";

/** Values by what they are of: infinite where it never ended, `NaN` where it was not measured. */
type Values = Readonly<Record<string, number>>;

/** One goal, and what was measured against it. */
interface Goal {
  readonly text: string;
  readonly values: Values;
  isMet(value: number): boolean;
  write(value: number): string;
}

/** A figure of a contender. */
type Measured = (contender: string) => number;
/** What ours is compared with: another contender's same figure, or a figure for each framework. */
type Peer = string | ((framework: string) => number);

const most = (limit: number, than: string, values: Values): Goal => ({
  text: `≤ ${limit} ${than}`,
  values,
  isMet: (value) => value <= limit,
  write: ratio,
});

const least = (limit: number, than: string, values: Values): Goal => ({
  ...most(limit, than, values),
  text: `≥ ${limit} ${than}`,
  isMet: (value) => value >= limit,
});

/** A goal that is no ratio. */
const within = (limit: number, text: string, values: Values, write: Goal["write"]): Goal => ({
  ...most(limit, text, values),
  text,
  write,
});

const ms = (value: number): string => withUnit("ms", value);
const shortTasks = (values: Values): Goal => within(50, "no task over 50 ms", values, ms);

/** A value for each framework. */
const each = (value: (framework: string) => number): Values => ({
  Vue: value("vue"),
  Svelte: value("svelte"),
  Solid: value("solid"),
  React: value("react"),
});
const ours = (own: Measured): Values => each((framework) => own(`ours/${framework}`));
const of = (own: Measured, peer: Peer, framework: string): number =>
  typeof peer === "string" ? own(peer) : peer(framework);
/** How many times ours is what it is compared with. */
const times = (own: Measured, peer: Peer): Values =>
  each((framework) => own(`ours/${framework}`) / of(own, peer, framework));
/** How many times less ours is. */
const less = (own: Measured, peer: Peer): Values =>
  each((framework) => of(own, peer, framework) / own(`ours/${framework}`));
const oursOf =
  (own: Measured): Peer =>
  (framework) =>
    own(`ours/${framework}`);
/** AI SDK in the same framework. It has nothing for Solid: there the cheapest of the others counts. */
const aiSdk =
  (own: Measured): Peer =>
  (framework) =>
    framework === "solid"
      ? Math.min(own("ai-sdk/vue"), own("ai-sdk/svelte"), own("ai-sdk/react"))
      : own(`ai-sdk/${framework}`);

/** What is measured of each contender in one setting of one experiment. */
type At = (experiment: string, setting: string, figure?: string) => Measured;

/** The table of goals: what was measured against each, and whether all of it meets the goal. */
export function goalTable(results: Results): string {
  const at: At =
    (experiment, setting, figure = "cpuMs") =>
    (contender) =>
      valueOf(results[experiment] ?? [], contender, setting, figure);
  const all = { ...pageGoals(at), ...nodeGoals(at), ...markdownGoals(at) };
  const rows = Object.entries(all).flatMap(([work, goals]) =>
    goals.map((goal) => [work, goal.text, ...verdict(goal)]),
  );
  return table(["work", "goal", "measured", "met"], rows, 0);
}

function verdict({ values, isMet, write }: Goal): [measured: string, met: string] {
  const measured = Object.entries(values).filter(([, value]) => !Number.isNaN(value));
  if (measured.length === 0) return ["not measured", ""];
  const texts = measured.map(([name, value]) => {
    const text = value === Infinity ? "it never ended" : write(value);
    return `${name} ${isMet(value) ? text : `**${text}**`}`.trim();
  });
  const isAllMet = measured.every(([, value]) => isMet(value));
  return [texts.join(", "), isAllMet ? "yes" : "**no**"];
}

type Goals = Readonly<Record<string, readonly Goal[]>>;

function pageGoals(at: At): Goals {
  const [few, many] = [at("memory", "20000"), at("memory", "100000")];
  const paced = at("paced", "20 s");
  const first = at("first", "first delta", "firstPaintMs");
  const events = (deltas: string): Goal[] => [
    least(15, "× less than AI SDK", less(at("events", deltas), aiSdk(at("events", deltas)))),
    shortTasks(ours(at("events", deltas, "longestTaskMs"))),
  ];
  const frame = (kind: string, limit: number): Goal[] => {
    const short = oursOf(at("frame", `10 kB, ${kind}`, "frameMs"));
    const values = times(at("frame", `600 kB, ${kind}`, "frameMs"), short);
    return [most(limit, "× the frame at 10 kB", values)];
  };
  return {
    "20 000 deltas from memory": [
      most(1.5, "× reading alone", times(few, "limits/reading")),
      least(25, "× less than AI SDK, Vue", less(few, "ai-sdk/vue")),
      least(
        25,
        "× less than the usual forty lines",
        less(few, (framework) => few(`usual/${framework}`)),
      ),
      least(2.5, "× less than AI SDK, React, throttled", less(few, "ai-sdk/react-throttled")),
    ],
    "100 000 deltas from memory": [
      most(1.6, "× reading alone", times(many, "limits/reading")),
      most(7, "× the 20 000", times(many, oursOf(few))),
      shortTasks(ours(at("memory", "100000", "longestTaskMs"))),
    ],
    "20 000 events over HTTP": events("20000"),
    "100 000 events over HTTP": events("100000"),
    "100 deltas/s for 20 s": [
      most(1.05, "× vanilla DOM", times(paced, "limits/vanilla")),
      most(0.7, "× AI SDK", times(paced, aiSdk(paced))),
    ],
    "one more frame at 600 kB, paragraphs": frame("paragraphs", 1.5),
    "one more frame at 600 kB, no line break": frame("no line break", 6),
    "5 streams of 20 000 deltas at once": [
      most(5.5, "× one", times(at("five", "5 × 20000"), oursOf(at("five", "1 × 20000")))),
    ],
    "5 streams of 100 deltas/s at once": [
      within(0, "every frame is kept", ours(at("five", "5 paced", "missedFrames")), missed),
    ],
    "hidden tab": [
      within(1000, "text at most 1 s behind", ours(at("hidden", "hidden", "behindMs")), ms),
    ],
    "first delta, from the socket to painted": [
      within(
        1000 / 60,
        "within one frame (16.7 ms) of vanilla DOM",
        each((framework) => first(`ours/${framework}`) - first("limits/vanilla")),
        (value) => `${value < 0 ? "−" : "+"}${ms(Math.abs(value))}`,
      ),
    ],
  };
}

const missed = (frames: number): string => `${frames} missed`;

function nodeGoals(at: At): Goals {
  const reading = (peer: string): Values =>
    Object.fromEntries(
      ["readText", "readEvents"].flatMap((reader) =>
        ["1 KiB", "64 KiB"].map((chunk) => {
          const speed = at("reading", chunk, "megabytesPerSecond");
          return [`${reader} ${chunk}`, speed(`ours, ${reader}`) / speed(peer)];
        }),
      ),
    );
  const peak = (kind: string): number =>
    at("long-answer", `64 MB, ${kind}`, "peakTimes")("ours, core");
  const smaller = (framework: string, own: string, theirs: string): number =>
    at("size", theirs, "gzipBytes")(`AI SDK, ${framework}`) /
    at("size", own, "gzipBytes")(`ours, ${framework}`);
  return {
    "reading events in Node": [
      least(
        0.85,
        "× eventsource-parser called directly",
        reading("eventsource-parser, called directly"),
      ),
      least(1.8, "× its TransformStream", reading("eventsource-parser, TransformStream")),
      least(8, "× AI SDK's reader", reading("AI SDK, parseJsonEventStream")),
    ],
    "an answer of 64 MB": [
      most(3, "× its size of memory", { "plain text": peak("plain text"), events: peak("events") }),
    ],
    "one import, minified and compressed": [
      least(8, "× smaller than AI SDK's same hook", {
        Vue: smaller("Vue", "useWorkflowStream", "useCompletion"),
        Svelte: smaller("Svelte", "createWorkflowStream", "Completion"),
        React: smaller("React", "useWorkflowStream", "useCompletion"),
      }),
    ],
  };
}

function markdownGoals(at: At): Goals {
  const own = (setting: string, figure?: string): Values => ({
    "": at("markdown", setting, figure)("markdown/ours"),
  });
  const times = (peer: string, setting: string, figure?: string): number => {
    const of = at("markdown", setting, figure);
    return of("markdown/ours") / of(`markdown/${peer}`);
  };
  const bySetting = (peer: string, ...settings: string[]): Values =>
    Object.fromEntries(settings.map((setting) => [setting, times(peer, setting)]));
  const smd = "streaming-markdown";
  const inFence = times(smd, "frame in a fence of 200 kB", "frameMs");
  const bytes = (value: number): string => withUnit("gzipBytes", value);
  return {
    "Markdown, 100 kB at 60 a frame": [
      most(1.4, "× plain text", bySetting("plain", "100 kB", "100 kB, scrolled along")),
      most(0.8, `× ${smd}`, bySetting(smd, "100 kB", "100 kB, scrolled along")),
    ],
    "Markdown, 600 kB": [
      most(1.6, "× plain text", bySetting("plain", "600 kB")),
      most(0.6, `× ${smd}`, bySetting(smd, "600 kB")),
    ],
    "Markdown, 10 kB": [
      least(3, "× less", {
        streamdown: 1 / times("streamdown", "10 kB"),
        "react-markdown": 1 / times("react-markdown", "10 kB"),
      }),
    ],
    "Markdown, one more frame at 600 kB": [
      most(1.5, "× plain text", { "": times("plain", "frame at 600 kB", "frameMs") }),
    ],
    "Markdown, one more frame in a fence of 200 kB": [most(0.2, `× ${smd}`, { "": inFence })],
    "Markdown, 600 kB in a second": [shortTasks(own("600 kB in a second", "longestTaskMs"))],
    "Markdown, steps that take visible text back": [
      within(0, "none", own("10 kB in steps of 6", "takenBackSteps"), String),
    ],
    "Markdown, `attachMarkdown`, minified and compressed": [
      within(11_000, "≤ 11 kB", own("size", "gzipBytes"), bytes),
    ],
  };
}
