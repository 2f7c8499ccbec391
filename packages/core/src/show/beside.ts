import type { Beside, NamedData, Part, Source } from "../types.ts";

const MAX_SOURCES = 1_000;
const MAX_NAMES = 1_000;

/** What stands beside a text that nothing came with. */
export const NOTHING_BESIDE: Beside = { reasoning: "", sources: [], data: withoutPrototype({}) };

/** What stands beside a text once further parts came; what they don't change stays the same object. */
export function withParts(before: Beside, parts: readonly Part[]): Beside {
  let { reasoning } = before;
  const sources: Source[] = [];
  const data: NamedData[] = [];
  for (const part of parts) {
    if (part.type === "reasoning") reasoning += part.text;
    else if (part.type === "source") sources.push(sourceOf(part));
    else if (part.type === "data" && !part.transient) data.push(part);
  }
  return {
    reasoning,
    sources: withSources(before.sources, sources),
    data: withData(before.data, data),
  };
}

function sourceOf(part: Part & { type: "source" }): Source {
  const { type: _, ...source } = part;
  return source;
}

/** Sources with further ones, each id once. */
function withSources(before: readonly Source[], further: readonly Source[]): readonly Source[] {
  if (further.length === 0) return before;
  const byId = new Map(before.map((source) => [source.id, source]));
  for (const source of further)
    if (byId.size < MAX_SOURCES && !byId.has(source.id)) byId.set(source.id, source);
  return byId.size > before.length ? [...byId.values()] : before;
}

function withData(before: Beside["data"], further: readonly NamedData[]): Beside["data"] {
  if (further.length === 0) return before;
  const data: Record<string, unknown> = withoutPrototype(before);
  let names = Object.keys(data).length;
  for (const { name, value } of further) {
    const isNew = !(name in data);
    if (isNew && names >= MAX_NAMES) continue;
    if (isNew) names++;
    data[name] = value;
  }
  return data;
}

/** A copy for which no name is special, `__proto__` neither. */
function withoutPrototype(values: Beside["data"]): Record<string, unknown> {
  return Object.assign(Object.create(null), values);
}
