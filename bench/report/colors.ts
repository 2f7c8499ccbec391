import { contenders } from "../contenders.ts";

/** The colour of a contender in plots, by what it stands for; each is readable on white and on black. */
export function colorOf(contender: string): string {
  if (contender.startsWith("ours")) return "#2f81f7";
  if (contender.startsWith("usual")) return "#8b949e";
  const kind = contenders.find(({ id }) => id === contender)?.kind;
  if (kind === "limit") return "#3fa34d";
  return contender.startsWith("tanstack") ? "#a371f7" : "#d9822b";
}
