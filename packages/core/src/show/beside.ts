import type { Part, Source } from "../parts.ts";
import type { Beside } from "../workflowStream.ts";

/** How many sources are kept, and how many names of data. */
const MAX_KEPT = 1_000;

/** What stands beside a text that nothing came with. */
export const NOTHING_BESIDE: Beside = { reasoning: "", sources: [], data: withoutPrototype({}) };

/** What stands beside a text once further parts came; what they don't change stays the same object. */
export function withParts(before: Beside, parts: readonly Part[]): Beside {
  let { reasoning, sources, data } = before;
  let byId: Map<string, Source> | undefined;
  let values: Map<string, unknown> | undefined;
  for (const part of parts) {
    if (part.type === "reasoning") reasoning += part.text;
    if (part.type === "source") {
      const { type: _, ...source } = part;
      byId ??= new Map(sources.map((known) => [known.id, known]));
      if (byId.size < MAX_KEPT && !byId.has(source.id)) byId.set(source.id, source);
    }
    if (part.type === "data" && !part.transient) {
      values ??= new Map(Object.entries(data));
      if (values.has(part.name) || values.size < MAX_KEPT) values.set(part.name, part.value);
    }
  }
  if (byId && byId.size > sources.length) sources = [...byId.values()];
  if (values) data = withoutPrototype(Object.fromEntries(values));
  return { reasoning, sources, data };
}

/** A copy for which no name is special, `__proto__` neither. */
function withoutPrototype(values: object): Beside["data"] {
  return Object.assign(Object.create(null), values);
}
