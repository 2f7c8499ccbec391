import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { promptInputs } from "../src/promptInputs.ts";

const check = (
  value: unknown,
  names: readonly string[],
  schema?: StandardSchemaV1,
): ReturnType<StandardSchemaV1["~standard"]["validate"]> =>
  promptInputs(names, schema)["~standard"].validate(value);

const required = (name: string): object => ({ path: [name], message: "Required." });

describe("inputs derived from the names of a template", () => {
  it("are texts, numbers and booleans; others are left out", async () => {
    const inputs = { a: "x", b: 1.5, c: false, id: "chat", messages: [] };
    expect(await check(inputs, ["a", "b", "c"])).toEqual({ value: { a: "x", b: 1.5, c: false } });
  });

  it("are all demanded, each with its path", async () => {
    expect(await check({ b: "" }, ["a", "b", "c"])).toEqual({
      issues: [required("a"), required("c")],
    });
  });

  it.each([null, {}, [], ["a"], NaN, Infinity, 1n])("%s is none", async (value) => {
    expect(await check({ a: value }, ["a"])).toEqual({
      issues: [{ path: ["a"], message: "Expected a text, a number or a boolean." }],
    });
  });

  it("are own members: what an object inherits is no input", async () => {
    const inherited = Object.create({ a: "inherited" }) as unknown;
    expect(await check(inherited, ["a", "valueOf"])).toEqual({
      issues: [required("a"), required("valueOf")],
    });
    expect(await check(JSON.parse('{"__proto__":{"a":"polluted"}}'), ["a"])).toEqual({
      issues: [required("a")],
    });
    expect(await check(null, ["a"])).toEqual({ issues: [required("a")] });
  });
});

describe("inputs with a schema", () => {
  it("are checked by it first, and what it gives back is used", async () => {
    const schema = z.object({ topic: z.string().trim().min(2), tone: z.string().default("dry") });
    expect(await check({ topic: " tides " }, ["topic", "tone"], schema)).toEqual({
      value: { topic: "tides", tone: "dry" },
    });
    const refused = await check({ topic: "x" }, ["topic"], schema);
    expect(refused.issues).toMatchObject([{ path: ["topic"] }]);
  });

  it("an optional one without a default is missing all the same", async () => {
    const schema = z.object({ topic: z.string().optional() });
    expect(await check({}, ["topic"], schema)).toEqual({ issues: [required("topic")] });
  });

  it("a list is no text", async () => {
    const schema = z.object({ topics: z.array(z.string()) });
    expect(await check({ topics: ["a"] }, ["topics"], schema)).toMatchObject({
      issues: [{ path: ["topics"] }],
    });
  });

  it("may be as long as its schema says, or as told", async () => {
    const topic = "x".repeat(200_000);
    const schema = z.object({ topic: z.string() });
    expect(await check({ topic }, ["topic"], schema)).toEqual({ value: { topic } });
    const limited = promptInputs(["topic"], schema, 100)["~standard"];
    expect(await limited.validate({ topic: "x".repeat(101) })).toMatchObject({
      issues: [{ path: ["topic"], message: "Longer than 100 characters." }],
    });
    expect(await limited.validate({ topic: "x".repeat(100) })).not.toHaveProperty("issues");
  });

  it("is 100 000 characters at most without a schema, each by itself", async () => {
    const most = "x".repeat(100_000);
    expect(await check({ a: most, b: most }, ["a", "b"])).not.toHaveProperty("issues");
    const issues = [{ path: ["b"], message: "Longer than 100000 characters." }];
    expect(await check({ a: most, b: `${most}x` }, ["a", "b"])).toEqual({ issues });
  });

  it("must have each name of the template", () => {
    const schema = z.object({ topic: z.string() });
    expect(() => promptInputs(["topic", "tone"], schema)).toThrow(
      new TypeError("the template has {{tone}}, and inputs has no such member"),
    );
  });

  it.each([
    ["a loose object", z.looseObject({ topic: z.string() })],
    ["a union", z.union([z.object({ tone: z.string() }), z.object({ topic: z.string() })])],
    ["a transform", z.object({ topic: z.string() }).transform(() => ({ tone: "dry" }))],
  ])("%s can't be checked before it runs", (_name, schema) => {
    expect(() => promptInputs(["tone"], schema)).not.toThrow();
  });

  it("members told by pattern can't be checked before it runs", () => {
    const members = { type: "object", properties: {}, additionalProperties: false };
    const schemaOf = (members: Record<string, unknown>): StandardSchemaV1 => {
      const { "~standard": standard } = z.object({});
      const jsonSchema = { input: () => members, output: () => members };
      return { "~standard": { ...standard, jsonSchema } } as StandardSchemaV1;
    };
    expect(() => promptInputs(["tone"], schemaOf(members))).toThrow(TypeError);
    const byPattern = { ...members, patternProperties: { ".*": { type: "string" } } };
    expect(() => promptInputs(["tone"], schemaOf(byPattern))).not.toThrow();
  });

  it("a schema that tells nothing of itself is checked at each run", async () => {
    const schema: StandardSchemaV1 = {
      "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) },
    };
    expect(await check({ topic: "x" }, ["tone"], schema)).toEqual({ issues: [required("tone")] });
  });
});
