import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import type { PromptValue } from "./template.ts";

/**
 * The schema of a prompt's inputs: what `schema` demands, and a text, a number or a boolean for each name of the template.
 * Without `schema` the names alone are demanded, and no other input is let through.
 * @throws TypeError when `schema` can tell its members (Standard JSON Schema) and a name is none of them.
 */
export function promptInputs(
  names: readonly string[],
  schema: StandardSchemaV1 | undefined,
): StandardSchemaV1<unknown, Readonly<Record<string, PromptValue>>> {
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
        return result?.issues ? result : pick(result ? result.value : value, names);
      },
    },
  };
}

function pick(
  value: unknown,
  names: readonly string[],
): StandardSchemaV1.Result<Readonly<Record<string, PromptValue>>> {
  const values: Record<string, PromptValue> = {};
  const issues: StandardSchemaV1.Issue[] = [];
  for (const name of names) {
    const member = ownMember(value, name);
    if (isPromptValue(member)) values[name] = member;
    else issues.push({ path: [name], message: complaint(member) });
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

/** The members of the schema's output, where the schema can tell them and lets no others through. */
function membersOf(schema: StandardSchemaV1): string[] | undefined {
  const { jsonSchema } = schema["~standard"] as Partial<StandardJSONSchemaV1.Props>;
  try {
    const {
      properties,
      patternProperties,
      additionalProperties = false,
    } = jsonSchema?.output({ target: "draft-2020-12" }) ?? {};
    const isClosed = additionalProperties === false && patternProperties === undefined;
    return isClosed && properties ? Object.keys(properties) : undefined;
  } catch {
    // A schema with transforms can't be told as JSON Schema: its output is checked at each run.
    return undefined;
  }
}
