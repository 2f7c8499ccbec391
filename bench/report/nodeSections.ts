import { contendersIn, figureOf, settingsOf } from "../results.ts";
import { spaced, withUnit } from "./format.ts";
import { column, growth, type Section, tableOf, tableOfFigure } from "./section.ts";
import { table } from "./table.ts";

/** The sections of what is measured without a page. */
export const nodeSections: readonly Section[] = [
  {
    experiment: "reading",
    title: "Reading events in Node",
    about:
      "The same stream of events, read in Node from memory in chunks of 1 KiB and of 64 KiB, each event parsed as JSON by those that do not know its shape.",
    body: tableOfFigure("megabytesPerSecond"),
  },
  {
    experiment: "long-answer",
    title: "A very long answer",
    about:
      "A process reads an answer of 64 MB, with `maxChars` raised: its heap and buffers at their largest and at the end, as multiples of the answer, and the growth of the whole process.",
    body(result) {
      const names = { peakTimes: "largest", keptTimes: "at the end", rssTimes: "whole process" };
      const head = Object.entries(names).map(([figure, heading]) => ({
        heading,
        cell: (setting: string) =>
          `${figureOf(result, contendersIn(result)[0]!, setting, figure)?.toFixed(2)} ×`,
      }));
      return table(
        ["", ...head.map(({ heading }) => heading)],
        settingsOf(result).map((setting) => [setting, ...head.map(({ cell }) => cell(setting))]),
      );
    },
  },
  {
    experiment: "inputs",
    title: "Many small inputs",
    about:
      "How long `start` holds the thread for a list of so many small objects, 22 bytes of JSON each, in Node: it copies them, and refuses what JSON would lose. The growth is fitted over the sizes (n^1 is linear).",
    body: (result) =>
      tableOf(result, [
        ...settingsOf(result).map((setting) =>
          column(result, setting, "blockedMs", `${spaced(setting)} objects`),
        ),
        growth(result, "blockedMs"),
      ]),
  },
  {
    experiment: "beside",
    title: "Beside the text",
    about:
      "What core takes of the CPU for one more delta that is published by itself, of text and of reasoning, when so much of it stands already, in Node.",
    body: tableOfFigure("cpuMs"),
  },
  {
    experiment: "size",
    title: "Bundle size",
    about:
      "One import and all that it brings along, the framework left out, minified and compressed with gzip: as esbuild bundles it (so the README has it too), and as Vite does.",
    body: (result) =>
      table(
        ["", "import", "esbuild", "Vite"],
        result.entries.map(({ contender, setting }) => [
          contender,
          `\`${setting}\``,
          ...["gzipBytes", "viteGzipBytes"].map((figure) =>
            withUnit(figure, figureOf(result, contender, setting, figure)!),
          ),
        ]),
        2,
      ),
  },
];
