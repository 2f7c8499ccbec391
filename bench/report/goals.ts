import { type Results, valueOf } from "../results.ts";
import { ratio, withUnit } from "./format.ts";
import type { Goals, Limit, Values } from "./goalTable.ts";

/** A figure of each contender in one setting of an experiment. Default its CPU time. */
type At = (experiment: string, setting: string, figure?: string) => (contender: string) => number;

const SHORT_TASKS = within(50, "no task over 50 ms", ms);
const READING = "limits/reading";
const VANILLA = "limits/vanilla";
const THROTTLED = "ai-sdk/react-throttled";
const SMD = "streaming-markdown";

/** All goals. */
export function goalsOf(results: Results): Goals {
  const at: At = (experiment, setting, figure = "cpuMs") => {
    const result = results[experiment] ?? [];
    return (contender) => valueOf(result, contender, setting, figure);
  };
  return { ...pageGoals(at), ...nodeGoals(at), ...markdownGoals(at) };
}

function within(limit: number, text: string, write: Limit["write"]): Limit {
  return { text, isMet: (value) => value <= limit, write };
}

function most(limit: number, than: string): Limit {
  return within(limit, `≤ ${limit} ${than}`, ratio);
}

function least(limit: number, than: string): Limit {
  return { text: `≥ ${limit} ${than}`, isMet: (value) => value >= limit, write: ratio };
}

function ms(value: number): string {
  return withUnit("ms", value);
}

function pageGoals(at: At): Goals {
  const few = at("memory", "20000");
  const many = at("memory", "100000");
  const paced = at("paced", "20 s");
  const [one, five] = [at("five", "1 × 20000"), at("five", "5 × 20000")];
  const first = at("first", "first delta", "firstPaintMs");
  const missed = (frames: number): string => `${frames} missed`;
  const sign = (value: number): string => `${value < 0 ? "−" : "+"}${ms(Math.abs(value))}`;
  return {
    "20 000 deltas from memory": [
      [most(1.5, "× reading alone"), (ours) => few(ours) / few(READING)],
      [least(25, "× less than AI SDK, Vue"), (ours) => few("ai-sdk/vue") / few(ours)],
      [
        least(25, "× less than the usual forty lines"),
        (ours, its) => few(`usual/${its}`) / few(ours),
      ],
      [least(2.5, "× less than AI SDK, React, throttled"), (ours) => few(THROTTLED) / few(ours)],
    ],
    "100 000 deltas from memory": [
      [most(1.6, "× reading alone"), (ours) => many(ours) / many(READING)],
      [most(7, "× the 20 000"), (ours) => many(ours) / few(ours)],
      [SHORT_TASKS, at("memory", "100000", "longestTaskMs")],
    ],
    "20 000 events over HTTP": eventGoals(at, "20000"),
    "100 000 events over HTTP": eventGoals(at, "100000"),
    "100 deltas/s for 20 s": [
      [most(1.05, "× vanilla DOM"), (ours) => paced(ours) / paced(VANILLA)],
      [most(0.7, "× AI SDK"), (ours, its) => paced(ours) / aiSdk(paced, its)],
    ],
    "one more frame at 600 kB, paragraphs": frameGoals(at, "paragraphs", 1.5),
    "one more frame at 600 kB, no line break": frameGoals(at, "no line break", 6),
    "5 streams of 20 000 deltas at once": [[most(5.5, "× one"), (ours) => five(ours) / one(ours)]],
    "5 streams of 100 deltas/s at once": [
      [within(0, "every frame is kept", missed), at("five", "5 paced", "missedFrames")],
    ],
    "hidden tab": [
      [within(1000, "text at most 1 s behind", ms), at("hidden", "hidden", "behindMs")],
    ],
    "first delta, from the socket to painted": [
      [
        within(1000 / 60, "within one frame (16.7 ms) of vanilla DOM", sign),
        (ours) => first(ours) - first(VANILLA),
      ],
    ],
  };
}

function eventGoals(at: At, deltas: string): Goals[string] {
  const cpu = at("events", deltas);
  return [
    [least(15, "× less than AI SDK"), (ours, its) => aiSdk(cpu, its) / cpu(ours)],
    [SHORT_TASKS, at("events", deltas, "longestTaskMs")],
  ];
}

/** AI SDK in the same framework. It has nothing for Solid: there the cheapest of the others counts. */
function aiSdk(measured: ReturnType<At>, framework: string): number {
  const frameworks = framework === "solid" ? ["vue", "svelte", "react"] : [framework];
  return Math.min(...frameworks.map((one) => measured(`ai-sdk/${one}`)));
}

function frameGoals(at: At, kind: string, limit: number): Goals[string] {
  const short = at("frame", `10 kB, ${kind}`, "frameMs");
  const long = at("frame", `600 kB, ${kind}`, "frameMs");
  return [[most(limit, "× the frame at 10 kB"), (ours) => long(ours) / short(ours)]];
}

function nodeGoals(at: At): Goals {
  const small = at("reading", "1 KiB", "megabytesPerSecond");
  const large = at("reading", "64 KiB", "megabytesPerSecond");
  const against = (peer: string): Values => ({
    "readText 1 KiB": small("ours, readText") / small(peer),
    "readText 64 KiB": large("ours, readText") / large(peer),
    "readEvents 1 KiB": small("ours, readEvents") / small(peer),
    "readEvents 64 KiB": large("ours, readEvents") / large(peer),
  });
  const parser = "eventsource-parser";
  const peak = (kind: string): number =>
    at("long-answer", `64 MB, ${kind}`, "peakTimes")("ours, core");
  const size = (of: string, hook: string): number => at("size", hook, "gzipBytes")(of);
  return {
    "reading events in Node": [
      [least(0.85, `× ${parser} called directly`), against(`${parser}, called directly`)],
      [least(1.8, "× its TransformStream"), against(`${parser}, TransformStream`)],
      [least(8, "× AI SDK's reader"), against("AI SDK, parseJsonEventStream")],
    ],
    "an answer of 64 MB": [
      [
        most(3, "× its size of memory"),
        { "plain text": peak("plain text"), events: peak("events") },
      ],
    ],
    "one import, minified and compressed": [
      [
        least(8, "× smaller than AI SDK's same hook"),
        {
          Vue: size("AI SDK, Vue", "useCompletion") / size("ours, Vue", "useWorkflowStream"),
          Svelte:
            size("AI SDK, Svelte", "Completion") / size("ours, Svelte", "createWorkflowStream"),
          React: size("AI SDK, React", "useCompletion") / size("ours, React", "useWorkflowStream"),
        },
      ],
    ],
  };
}

function markdownGoals(at: At): Goals {
  const own = (setting: string, figure?: string): number =>
    at("markdown", setting, figure)("markdown/ours");
  const times = (peer: string, setting: string, figure?: string): number =>
    own(setting, figure) / at("markdown", setting, figure)(`markdown/${peer}`);
  const bothAt = (setting: string, peer: string): Values => ({
    [setting]: times(peer, setting),
    [`${setting}, scrolled along`]: times(peer, `${setting}, scrolled along`),
  });
  const less = (peer: string): number => 1 / times(peer, "10 kB");
  const fence = "frame in a fence of 200 kB";
  const burst = "600 kB in a second";
  const kilobytes = (bytes: number): string => withUnit("gzipBytes", bytes);
  return {
    "Markdown, 100 kB at 60 a frame": [
      [most(1.4, "× plain text"), bothAt("100 kB", "plain")],
      [most(0.8, `× ${SMD}`), bothAt("100 kB", SMD)],
    ],
    "Markdown, 600 kB": [
      [most(1.6, "× plain text"), times("plain", "600 kB")],
      [most(0.6, `× ${SMD}`), times(SMD, "600 kB")],
    ],
    "Markdown, 10 kB": [
      [
        least(3, "× less"),
        { streamdown: less("streamdown"), "react-markdown": less("react-markdown") },
      ],
    ],
    "Markdown, one more frame at 600 kB": [
      [most(1.5, "× plain text"), times("plain", "frame at 600 kB", "frameMs")],
    ],
    "Markdown, one more frame in a fence of 200 kB": [
      [most(0.2, `× ${SMD}`), times(SMD, fence, "frameMs")],
    ],
    "Markdown, 600 kB in a second": [
      [
        SHORT_TASKS,
        {
          "in its own time": own(burst, "longestTaskMs"),
          "by the clock": own(burst, "longestTaskClockMs"),
        },
      ],
    ],
    "Markdown, steps that take visible text back": [
      [within(0, "none", String), own("10 kB in steps of 6", "takenBackSteps")],
    ],
    "Markdown, `attachMarkdown`, minified and compressed": [
      [within(11_000, "≤ 11 kB", kilobytes), own("size", "gzipBytes")],
    ],
  };
}
