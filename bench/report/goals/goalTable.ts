import { table } from "../table.ts";
import type { Goal } from "./goal.ts";

/** The table of goals: what was measured, and whether all of it meets the goal. */
export function goalTable(goals: readonly Goal[]): string {
  const rows = goals.map(({ work, goal, values }) => {
    const measured = values.filter(({ isMeasured }) => isMeasured);
    if (measured.length === 0) return [work, goal, "not measured", ""];
    const texts = measured.map(({ of, text, isMet }) =>
      `${of} ${isMet ? text : `**${text}**`}`.trim(),
    );
    const isMet = measured.every(({ isMet }) => isMet);
    return [work, goal, texts.join(", "), isMet ? "yes" : "**no**"];
  });
  return table(["work", "goal", "measured", "met"], rows, 0);
}
