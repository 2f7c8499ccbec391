import { type Result, settingsOf } from "../results.ts";
import { spaced } from "./format.ts";
import { markdownSection } from "./markdown.ts";
import { nodeSections } from "./nodeSections.ts";
import {
  type Column,
  column,
  growth,
  ratioTo,
  type Section,
  tableOf,
  tableOfFigure,
} from "./section.ts";

const BASE = "limits/reading";

/** CPU time and the longest task of each size, and the ratio to reading alone. */
const bySize = (result: Result): Column[] =>
  settingsOf(result).flatMap((setting) => [
    column(result, setting, "cpuMs", spaced(setting)),
    ratioTo(result, setting, "cpuMs", BASE, "× reading"),
    column(result, setting, "longestTaskMs", "longest task"),
  ]);

/** The sections, in the order of the page. */
export const sections: readonly Section[] = [
  {
    experiment: "memory",
    title: "Deltas from memory",
    about:
      "Deltas of 6 bytes, handed over one by one by a `fetch` that answers from memory, each in a task of its own: CPU time of the main thread from the first to the last one on the page, and the growth fitted over the sizes (n^1 is linear). TanStack AI reads events only; it gets each delta in one. It waits for a timer after each, so that what it costs is spread over minutes.",
    plot: { file: "memory.svg", alt: "CPU time of the main thread over the number of deltas" },
    body(result) {
      const largest = settingsOf(result).at(-1)!;
      return tableOf(result, [
        ...settingsOf(result).map((setting) => column(result, setting, "cpuMs", spaced(setting))),
        growth(result, "cpuMs"),
        ...settingsOf(result).map((setting) =>
          ratioTo(result, setting, "cpuMs", BASE, `× reading, ${spaced(setting)}`),
        ),
        column(result, largest, "longestTaskMs", "longest task"),
        column(result, largest, "heapBytes", "heap after"),
      ]);
    },
  },
  {
    experiment: "events",
    title: "Events over HTTP",
    about:
      "The same deltas as server-sent events, from a server that writes as fast as the connection takes them, in the AI SDK's UI message stream protocol: all read the same bytes. (TanStack AI reads AG-UI events instead.)",
    body: (result) => tableOf(result, bySize(result)),
  },
  {
    experiment: "text",
    title: "Plain text over HTTP",
    about: "The same as plain text.",
    body: (result) => tableOf(result, bySize(result)),
  },
  {
    experiment: "paced",
    title: "An ordinary answer",
    about:
      "100 deltas a second for 20 s, 12 kB in all, over HTTP as events; the usual forty lines read it as plain text. Everyone is fine here: what differs is how much of the battery it takes.",
    body(result) {
      const [setting = ""] = settingsOf(result);
      return tableOf(result, [
        column(result, setting, "cpuMs", "CPU"),
        ratioTo(result, setting, "cpuMs", "limits/vanilla", "× vanilla DOM"),
        column(result, setting, "longestTaskMs", "longest task"),
      ]);
    },
  },
  {
    experiment: "frame",
    title: "One more frame",
    about:
      "CPU time of the main thread for one more delta and the frame that shows it, when that much text stands on the page: in paragraphs of 480 characters, and as one line of words without a line break.",
    body: tableOfFigure("frameMs"),
  },
  {
    experiment: "five",
    title: "Five streams at once",
    about:
      "Five streams on one page against one: as fast as they come from memory, and 100 deltas/s each for 5 s over HTTP, where a frame counts as missed when the next one is a whole frame late.",
    body(result) {
      const paced = (setting: string): boolean => setting.endsWith("paced");
      return tableOf(
        result,
        settingsOf(result).flatMap((setting) => [
          column(result, setting, "cpuMs", spacedSetting(setting)),
          ...(paced(setting) ? [column(result, setting, "missedFrames", "frames missed")] : []),
        ]),
      );
    },
  },
  {
    experiment: "hidden",
    title: "A hidden tab",
    about:
      "Another tab is brought to the front while 100 deltas a second come in: how far the text on the page is behind what the server has written, at worst in 10 s.",
    body: tableOfFigure("behindMs"),
  },
  {
    experiment: "first",
    title: "The first delta",
    about:
      "From the moment the server writes the first delta to the moment the browser has painted it (the first contentful paint of a page that was empty).",
    body(result) {
      const [setting = ""] = settingsOf(result);
      return tableOf(result, [column(result, setting, "firstPaintMs", "painted after")]);
    },
  },
  ...nodeSections,
  markdownSection,
];

function spacedSetting(setting: string): string {
  return setting.replace(/\d{4,}/, spaced);
}
