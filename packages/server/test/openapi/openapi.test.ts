import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Workflow } from "../../src/index.ts";
import { openApiDocument } from "../../src/openapi/document.ts";
import { RUN_FAILURES } from "../../src/openapi/codes.ts";
import { promptWorkflow } from "../../src/prompt.ts";
import { modelOf, says as modelSays } from "../promptModels.ts";
import { explain, says, secretKey, setup } from "../support.ts";
import { createDescribed } from "../support/described.ts";

type Document = ReturnType<typeof openApiDocument>;

/** A workflow that takes what the schema takes. */
function takes(inputs: StandardSchemaV1, id = "takes"): Workflow {
  return { id, inputs, async *run() {} };
}

/** The schema of a workflow's inputs, as the document has it. */
function inputsIn(document: Document, name = "inputs.takes"): unknown {
  return (document as { components: { schemas: Record<string, unknown> } }).components.schemas[
    name
  ];
}

function describedInputs(inputs: StandardSchemaV1): unknown {
  return inputsIn(openApiDocument([takes(inputs)], "/api/v1"));
}

/** Whether the inputs that a workflow takes are valid by the document. */
function isValid(document: Document, name: string, value: unknown): boolean {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(document, "https://document.test/");
  return (
    ajv.validate({ $ref: `https://document.test/#/components/schemas/${name}` }, value) === true
  );
}

const Comment = z.object({
  text: z.string(),
  get replies() {
    return z.array(Comment).optional();
  },
});

const many: Workflow[] = [
  explain,
  says("a.b~c-d_e"),
  takes(Comment, "comments"),
  takes(z.date(), "untold"),
  promptWorkflow({ id: "prompt", template: "{{a}} {{b}}", model: modelOf(modelSays("x")) }),
];

describe("the document", () => {
  it.each([
    ["none", []],
    ["many", many],
  ])("is valid OpenAPI 3.1, with %s workflows", async (_what, workflows) => {
    for (const basePath of ["/api/v1", ""]) {
      const document = openApiDocument(workflows, basePath);
      const { valid, errors } = await new Validator().validate(
        structuredClone(document) as Document,
      );
      expect(errors).toBeUndefined();
      expect(valid).toBe(true);
      expect(document.openapi).toMatch(/^3\.1\./);
    }
  });

  it("refers to nothing that is not there, and names each operation once", () => {
    const document = openApiDocument(many, "/api/v1");
    const { components } = document;
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"#\/components\/(schemas|headers)\/([^"]+)"/g)];
    expect(refs.length).toBeGreaterThan(10);
    for (const [, kind = "", name = ""] of refs) expect(components).toHaveProperty([kind, name]);
    const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(10 + 2 * many.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("gives each workflow a schema of its own, whatever stands in its id", () => {
    const ids = ["a~b", "a.b", "a.-b", "a..b", "a~.b", "a.~b", "a.~-b"];
    const document = openApiDocument(
      ids.map((id) => takes(z.object({ id: z.literal(id) }), id)),
      "",
    );
    const { components } = document as { components: { schemas: object } };
    const names = Object.keys(components.schemas).filter((name) => name.startsWith("inputs."));
    expect(names).toHaveLength(ids.length);
    for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9._-]+$/);
  });

  it("tells of every code of the protocol", () => {
    const page = readFileSync(new URL("../../../../docs/protocol.md", import.meta.url), "utf8");
    const rows = page.split("\n").filter((line) => /^\| \d{3} /.test(line));
    const codes = rows.flatMap(
      (row) => row.split("|")[2]?.match(/[a-z]+(?:_[a-z]+)+|draining/g) ?? [],
    );
    expect(codes.length).toBeGreaterThan(20);
    const told = JSON.stringify(openApiDocument([explain], ""));
    // For what the document does not hold: other workflows.
    const others = new Set(["workflow_not_found"]);
    for (const code of codes) expect(told.includes(`"${code}"`), code).toBe(!others.has(code));
  });

  it("asks no credential of the app's own pages, where the app says who they are", async () => {
    const bare = (document: Document): boolean =>
      JSON.stringify(document.paths).includes('"security":[') &&
      JSON.stringify(document.paths).includes(",{}]");
    expect(bare(openApiDocument([explain], ""))).toBe(false);
    expect(bare(openApiDocument([explain], "", true))).toBe(true);
    const { call } = setup([explain], { openapi: true, authorize: () => "ada" });
    const served = (await (await call("/openapi.json")).json()) as Document;
    expect(bare(served)).toBe(true);
  });

  it("tells of every failure of a run", () => {
    const { paths } = openApiDocument([explain], "") as { paths: Record<string, unknown> };
    const told = JSON.stringify(paths["/run/explain/stream"]);
    for (const code of RUN_FAILURES) expect(told).toContain(`"${code}"`);
  });
});

describe("the inputs", () => {
  it("are told by a schema that can tell them, as it takes them", () => {
    const inputs = z.object({ topic: z.string(), words: z.number().default(50) });
    expect(describedInputs(inputs)).toEqual({
      $id: "urn:workflow-stream:inputs:takes",
      type: "object",
      properties: { topic: { type: "string" }, words: { type: "number", default: 50 } },
      required: ["topic"],
    });
  });

  it("are valid by the document when the schema takes them, also where it refers to itself", () => {
    const document = openApiDocument([takes(Comment)], "/api/v1");
    expect(isValid(document, "inputs.takes", { text: "a", replies: [{ text: "b" }] })).toBe(true);
    expect(isValid(document, "inputs.takes", { text: "a", replies: [{ text: 1 }] })).toBe(false);
  });

  const broken = (
    jsonSchema: Partial<StandardJSONSchemaV1.Converter> | undefined,
  ): StandardSchemaV1 => {
    const props = {
      version: 1,
      vendor: "test",
      validate: (value: unknown) => ({ value }),
      jsonSchema,
    } as const;
    return { "~standard": props };
  };
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  it.each([
    ["does not speak Standard JSON Schema", broken(undefined)],
    ["can only tell its output", broken({ output: () => ({ type: "object" }) })],
    ["holds what JSON Schema has no words for", z.object({ when: z.date() })],
    ["gives what is no object", broken({ input: () => 7 as never })],
    ["gives what is no JSON", broken({ input: () => circular })],
    ["gives a list", broken({ input: () => [] as never })],
  ])("are {} where the schema %s", (_what, inputs) => {
    expect(describedInputs(inputs)).toEqual({});
  });

  it("of a prompt are the names of its template", () => {
    const workflow = promptWorkflow({ id: "p", template: "{{a}} {{b}} {{a}}", model: "x/y" });
    const document = openApiDocument([workflow], "");
    expect(inputsIn(document, "inputs.p")).toMatchObject({ type: "object", required: ["a", "b"] });
    expect(isValid(document, "inputs.p", { a: "x", b: 1, c: {} })).toBe(true);
    expect(isValid(document, "inputs.p", { a: "x" })).toBe(false);
    expect(isValid(document, "inputs.p", { a: "x", b: null })).toBe(false);
  });

  it("of a prompt with a schema are what that takes", () => {
    const inputs = z.object({ a: z.enum(["x", "y"]), b: z.string().default("z") });
    const workflow = promptWorkflow({ id: "p", template: "{{a}} {{b}}", model: "x/y", inputs });
    expect(inputsIn(openApiDocument([workflow], ""), "inputs.p")).toMatchObject({
      properties: { a: { enum: ["x", "y"] }, b: { default: "z" } },
      required: ["a"],
    });
    const untold = promptWorkflow({
      id: "p",
      template: "",
      model: "x/y",
      inputs: z.object({ a: z.date() }),
    });
    expect(inputsIn(openApiDocument([untold], ""), "inputs.p")).toEqual({});
  });
});

describe("openapi.json", () => {
  it("is served where it is asked for, to other origins too", async () => {
    const { server } = setup([explain], { openapi: true, basePath: "/stream" });
    const response = await server.fetch(new Request("http://server.test/stream/openapi.json"));
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const text = await response.text();
    expect(JSON.parse(text)).toEqual(openApiDocument([explain], "/stream"));
    expect(text).toContain('"/run/explain/stream"');
    expect(text).not.toContain(secretKey);
  });

  it("is a 404 where it is not", async () => {
    const { call } = setup([explain]);
    expect((await call("/openapi.json")).status).toBe(404);
    expect((await call("/openapi.json", { method: "OPTIONS" })).status).toBe(404);
  });
});

describe("the check of each answer in these tests", () => {
  const check = createDescribed({ workflows: [explain] });
  const asked = new Request("http://server.test/api/v1/runs/run_x");
  const run = { id: "run_x", workflow: "explain", status: "done", bytes: 4 };

  it("lets what is told of pass", async () => {
    await check(asked, Response.json(run));
  });

  it("misses a header that every such answer has", async () => {
    const read = new Request(`${asked.url}/stream`);
    const headers = { "content-type": "text/plain", "run-id": "run_x" };
    await expect(check(read, new Response("x", { headers }))).rejects.toThrow("no Run-Offset");
    await check(read, new Response("x", { headers: { ...headers, "run-offset": "0" } }));
  });

  it.each([
    ["status", Response.json(run, { status: 418 })],
    ["header", Response.json(run, { headers: { "x-secret": "1" } })],
    ["member", Response.json({ ...run, owner: "me" })],
    ["value", Response.json({ ...run, status: "reserved" })],
    ["type of body", new Response("done")],
    ["code", Response.json({ code: "upstream_failed" }, { status: 404 })],
    ["missing member", Response.json({ ...run, bytes: undefined })],
  ])("refuses a %s that is not told of", async (_what, response) => {
    await expect(check(asked, response)).rejects.toThrow("GET /api/v1/runs/run_x →");
  });
});
