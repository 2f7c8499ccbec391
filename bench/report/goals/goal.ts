import { entryOf, figureOf, type Result } from "../../results.ts";
import { ratio } from "../format.ts";

/** The frameworks that we stand for. */
export const FRAMEWORKS = ["vue", "svelte", "solid", "react"] as const;
/** One of them. */
export type Framework = (typeof FRAMEWORKS)[number];

/** Results by the names of their experiments. */
export type Results = Readonly<Record<string, Result | undefined>>;

/** One goal, and each value that was measured against it. */
export interface Goal {
  readonly work: string;
  readonly goal: string;
  readonly values: readonly Value[];
}

/** A value that was measured against a goal. */
export interface Value {
  readonly of: string;
  readonly text: string;
  readonly isMeasured: boolean;
  readonly isMet: boolean;
}

const NAMES: Record<Framework, string> = {
  vue: "Vue",
  svelte: "Svelte",
  solid: "Solid",
  react: "React",
};

/** One value of a goal; infinite where what it is measured against never ended. */
export function value(
  of: string,
  figure: number | undefined,
  isMet: (figure: number) => boolean,
  write: (figure: number) => string = ratio,
): Value {
  if (figure === undefined) return { of, text: "", isMeasured: false, isMet: false };
  const text = figure === Infinity ? "it never ended" : write(figure);
  return { of, text, isMeasured: true, isMet: isMet(figure) };
}

/** A value for each framework. */
export function each(
  figure: (framework: Framework) => number | undefined,
  isMet: (figure: number) => boolean,
  write?: (figure: number) => string,
): Value[] {
  return FRAMEWORKS.map((framework) => value(NAMES[framework], figure(framework), isMet, write));
}

/** A median; infinite where the contender crashed or ran out of time. */
export function figure(
  results: Results,
  experiment: string,
  contender: string,
  setting: string,
  name = "cpuMs",
): number | undefined {
  const result = results[experiment];
  if (!result) return undefined;
  if (entryOf(result, contender, setting)?.failure) return Infinity;
  return figureOf(result, contender, setting, name);
}

/** One figure divided by another. */
export function quotient(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

/** The contenders of AI SDK that a framework is compared with: it has nothing for Solid, so there the cheapest counts. */
export const AI_SDK: Record<Framework, readonly string[]> = {
  vue: ["ai-sdk/vue"],
  svelte: ["ai-sdk/svelte"],
  solid: ["ai-sdk/vue", "ai-sdk/svelte", "ai-sdk/react"],
  react: ["ai-sdk/react"],
};

/** The least of some figures; `undefined` if one is missing. */
export function least(figures: readonly (number | undefined)[]): number | undefined {
  return figures.reduce((a, b) =>
    a === undefined || b === undefined ? undefined : Math.min(a, b),
  );
}

/** At most so much. */
export const atMost =
  (limit: number) =>
  (figure: number): boolean =>
    figure <= limit;

/** At least so much. */
export const atLeast =
  (limit: number) =>
  (figure: number): boolean =>
    figure >= limit;
