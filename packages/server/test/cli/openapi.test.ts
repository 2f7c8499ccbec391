import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { run } from "./command.ts";

const inputs = `{ "~standard": {
  version: 1,
  vendor: "test",
  validate: (value) => ({ value }),
  jsonSchema: { input: () => ({ type: "object", required: ["topic"] }) },
} }`;
const workflow = `{ id: "explain", inputs: ${inputs}, async *run() {} }`;

describe("workflow-stream openapi", () => {
  it("prints the document of a file of workflows, without a key or a store", async () => {
    const files = { "workflows.mjs": `export default [${workflow}];` };
    const { code, stdout, stderr } = await run(["openapi", "workflows.mjs"], { files });
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({
      servers: [{ url: "/api/v1" }],
      components: { schemas: { "inputs.explain": { type: "object", required: ["topic"] } } },
    });
    expect((await new Validator().validate(stdout)).valid).toBe(true);
  });

  it.each([
    ["of the file", [], "/stream"],
    ["of the line, which counts above it", ["--base-path", "/line"], "/line"],
  ])("obeys the base path %s", async (_what, args, url) => {
    const files = { "w.mjs": `export default { basePath: "/stream", workflows: [${workflow}] };` };
    const { stdout } = await run(["openapi", "w.mjs", ...args], { files });
    expect(JSON.parse(stdout)).toMatchObject({ servers: [{ url }] });
  });

  it("ends, whatever the file has opened", async () => {
    const files = { "w.mjs": `setInterval(() => {}, 1000); export default [${workflow}];` };
    expect((await run(["openapi", "w.mjs"], { files })).code).toBe(0);
  });

  it.each([
    ["no file", ["openapi"], 2, "which file? workflow-stream openapi workflows.ts"],
    ["two files", ["openapi", "w.mjs", "x.mjs"], 2, "one file, not also x.mjs"],
    ["a file that is not there", ["openapi", "none.mjs"], 1, "there is no file"],
    ["a path that can't be", ["openapi", "w.mjs", "--base-path", "x"], 1, "basePath must be"],
    ["two workflows of one id", ["openapi", "twice.mjs"], 1, "two workflows have the id"],
  ])("says what is wrong with %s", async (_what, args, exitCode, message) => {
    const files = {
      "w.mjs": `export default [${workflow}];`,
      "twice.mjs": `export default [${workflow}, ${workflow}];`,
    };
    const { code, stdout, stderr } = await run(args, { files });
    expect([code, stdout]).toEqual([exitCode, ""]);
    expect(stderr).toContain(message);
  });
});
