import type { Usage } from "./workflow.ts";

const NAMES = ["inputTokens", "outputTokens", "totalTokens", "reasoningTokens"] as const;

/**
 * What a workflow reports, as it is at that moment; other members are left out.
 * @throws TypeError when a count is no finite number: told to who reports it, as it could not be told to anyone else.
 */
export function readUsage(reported: Usage): Usage {
  const usage: { -readonly [Name in keyof Usage]: Usage[Name] } = {};
  for (const name of NAMES) {
    const count: unknown = reported[name];
    if (count === undefined) continue;
    if (typeof count !== "number" || !Number.isFinite(count)) {
      throw new TypeError(`reportUsage: ${name} must be a finite number, not ${kindOf(count)}`);
    }
    usage[name] = count;
  }
  return usage;
}

function kindOf(value: unknown): string {
  return typeof value === "number" ? String(value) : `a ${typeof value}`;
}
