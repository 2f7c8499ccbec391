import { table } from "../table.ts";
import type { Goal } from "./goal.ts";

/** The table of goals: what was measured, and whether all of it meets the goal. */
export function goalTable(goals: readonly Goal[]): string {
  const rows = goals.map(({ work, goal, values }) => [
    work,
    goal,
    values.map(({ of, text, isMet }) => `${of} ${isMet ? text : `**${text}**`}`).join(", "),
    values.every(({ isMet }) => isMet) ? "yes" : "**no**",
  ]);
  return table(["work", "goal", "measured", "met"], rows, 0);
}
