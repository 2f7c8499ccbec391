import { table } from "../../scripts/markdownTables.ts";

/** What is wanted of each value. */
export interface Limit {
  readonly text: string;
  isMet(value: number): boolean;
  write(value: number): string;
}

/** A value: infinite where it never ended, `NaN` where it was not measured; one by the name of what it is of, or one for each framework. */
export type Values =
  | number
  | Readonly<Record<string, number>>
  | ((ours: string, framework: string) => number);

/** Goals, with what was measured against each, by the work that they are of. */
export type Goals = Readonly<Record<string, readonly (readonly [Limit, Values])[]>>;

const FRAMEWORKS = { vue: "Vue", svelte: "Svelte", solid: "Solid", react: "React" };

/** The table of goals: what was measured against each, and whether all of it meets the goal. */
export function goalTable(goals: Goals): string {
  const rows = Object.entries(goals).flatMap(([work, ofWork]) =>
    ofWork.map(([limit, values]) => [work, limit.text, ...verdict(limit, values)]),
  );
  return table(["work", "goal", "measured", "met"], rows, 0);
}

function verdict({ isMet, write }: Limit, values: Values): [measured: string, met: string] {
  const measured = byName(values).filter(([, value]) => !Number.isNaN(value));
  if (measured.length === 0) return ["not measured", ""];
  const texts = measured.map(([name, value]) => {
    const text = value === Infinity ? "it never ended" : write(value);
    return `${name} ${isMet(value) ? text : `**${text}**`}`.trim();
  });
  return [texts.join(", "), measured.every(([, value]) => isMet(value)) ? "yes" : "**no**"];
}

function byName(values: Values): [name: string, value: number][] {
  if (typeof values === "number") return [["", values]];
  if (typeof values === "object") return Object.entries(values);
  return Object.entries(FRAMEWORKS).map(([id, name]) => [name, values(`ours/${id}`, id)]);
}
