import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { toJsonSchema } from "./jsonSchema.ts";
import type { PromptValue } from "./template.ts";

const DEFAULT_MAX_CHARS = 100_000;

/** A schema that can be asked what it takes and gives. */
export type PromptInputs<Input = unknown> = StandardSchemaV1<Input, PromptValues> &
  StandardJSONSchemaV1<Input, PromptValues>;

/** What stands in the places of a template, by their names. */
export type PromptValues = Readonly<Record<string, PromptValue>>;

/**
 * The schema of a prompt's inputs: what `schema` demands, and a text, a number or a boolean for each name of the template.
 * Without `schema` the names alone are demanded, of 100 000 UTF-16 units at most, and no other input is let through.
 * @throws TypeError when `schema` can tell its members (Standard JSON Schema) and a name is none of them.
 */
export function promptInputs<Input>(
  names: readonly string[],
  schema: StandardSchemaV1<Input> | undefined,
  maxChars: number = schema ? Infinity : DEFAULT_MAX_CHARS,
): PromptInputs<Input> {
  const known = schema && membersOf(schema);
  const unknown = known && names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`the template has {{${unknown}}}, and inputs has no such member`);
  }
  return {
    "~standard": {
      version: 1,
      vendor: "workflow-stream",
      async validate(value) {
        const result = await schema?.["~standard"].validate(value);
        return result?.issues ? result : pick(result ? result.value : value, names, maxChars);
      },
      jsonSchema: {
        input: ({ target }) => (schema ? told(schema, target) : valuesOf(names, maxChars)),
        output: () => valuesOf(names, maxChars),
      },
    },
  };
}

/** What the schema takes. @throws TypeError when it can't tell. */
function told(
  schema: StandardSchemaV1,
  target: StandardJSONSchemaV1.Target,
): Record<string, unknown> {
  const members = toJsonSchema(schema, "input", target);
  if (!members) throw new TypeError("the schema of the inputs can't be told as JSON Schema");
  return { ...members };
}

/** A value for each name, in words that every version of JSON Schema has. */
function valuesOf(names: readonly string[], maxChars: number): Record<string, unknown> {
  const text = { type: "string", ...(maxChars !== Infinity && { maxLength: maxChars }) };
  const value = { anyOf: [text, { type: "number" }, { type: "boolean" }] };
  return {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, value])),
    required: [...names],
  };
}

function pick(
  value: unknown,
  names: readonly string[],
  maxChars: number,
): StandardSchemaV1.Result<PromptValues> {
  const values: Record<string, PromptValue> = {};
  const issues: StandardSchemaV1.Issue[] = [];
  for (const name of names) {
    const member = ownMember(value, name);
    if (!isPromptValue(member)) issues.push({ path: [name], message: complaint(member) });
    else if (String(member).length > maxChars)
      issues.push({ path: [name], message: tooLong(maxChars) });
    else values[name] = member;
  }
  return issues.length > 0 ? { issues } : { value: values };
}

function ownMember(value: unknown, name: string): unknown {
  const members: object = Object(value);
  return Object.hasOwn(members, name) ? (members as Record<string, unknown>)[name] : undefined;
}

function isPromptValue(value: unknown): value is PromptValue {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

function complaint(value: unknown): string {
  return value === undefined ? "Required." : "Expected a text, a number or a boolean.";
}

function tooLong(maxChars: number): string {
  return `Longer than ${maxChars} characters.`;
}

/** The members of the schema's output, where the schema can tell them and lets no others through. */
function membersOf(schema: StandardSchemaV1): string[] | undefined {
  const {
    properties,
    patternProperties,
    additionalProperties = false,
  } = toJsonSchema(schema, "output") ?? {};
  const isClosed = additionalProperties === false && patternProperties === undefined;
  return isClosed && isObject(properties) ? Object.keys(properties) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
