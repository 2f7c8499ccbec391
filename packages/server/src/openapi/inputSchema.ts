import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { JsonObject } from "../body.ts";
import { toJsonSchema } from "../jsonSchema.ts";

/**
 * The schema of a workflow's inputs, to stand within the document; `{}` where it can't be told. An id of its own keeps what refers to
 * `#/$defs/…` inside it.
 */
export function inputSchema(workflowId: string, inputs: StandardSchemaV1): JsonObject {
  const told = asJson(toJsonSchema(inputs, "input"));
  if (!told) return {};
  const { $schema: _ofTheDocument, ...schema } = told;
  return { $id: `urn:workflow-stream:inputs:${workflowId}`, ...schema };
}

/** The name of the schema among the components, where a `~` can't stand: another one for every id. */
export function schemaName(workflowId: string): string {
  return `inputs.${workflowId.replaceAll(".", "..").replaceAll("~", ".-")}`;
}

/** What JSON makes of it; `undefined` where that is no object. */
function asJson(value: unknown): JsonObject | undefined {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(value));
    return isObject(copy) ? copy : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
