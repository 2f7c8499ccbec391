import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import type { JsonObject } from "./body.ts";

/** The version of JSON Schema that OpenAPI 3.1 speaks. */
export const JSON_SCHEMA_TARGET = "draft-2020-12";

/**
 * What a schema says of the values it takes (`input`) or gives (`output`), as JSON Schema; `undefined` where it can't tell: its library
 * does not speak Standard JSON Schema, or it holds what JSON Schema has no words for.
 */
export function toJsonSchema(
  schema: StandardSchemaV1,
  side: "input" | "output",
  target: StandardJSONSchemaV1.Target = JSON_SCHEMA_TARGET,
): JsonObject | undefined {
  const { jsonSchema }: Partial<StandardJSONSchemaV1.Props> = schema["~standard"];
  try {
    return jsonSchema?.[side]({ target });
  } catch {
    return undefined;
  }
}
