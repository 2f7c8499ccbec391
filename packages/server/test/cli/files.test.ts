import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const workflow = `{ id: "a", inputs: { "~standard": { validate() {} } }, async *run() {} }`;

const cases: [name: string, text: string, message: RegExp | ""][] = [
  ["array.js", `export default [${workflow}]`, ""],
  ["options.mjs", `export default { maxRunMs: 5, workflows: [${workflow}] }`, ""],
  ["typed.ts", `const id: string = "a"; export default [{ ...${workflow}, id }]`, ""],
  [
    "function-schema.js",
    `const inputs = Object.assign(() => {}, { "~standard": { validate() {} } });
    export default [{ ...${workflow}, inputs }]`,
    "",
  ],
  ["syntax.js", "export default [\n  {\n]", /^can't read .*syntax\.js:3: Unexpected token ']'$/],
  [
    "syntax.ts",
    "const a = 1;\nexport default [ : string",
    /^can't read .*syntax\.ts:2: Expression expected$/,
  ],
  [
    "enum.ts",
    "enum A { B }\nexport default []",
    /^can't read .*enum\.ts:1: TypeScript enum is not supported/,
  ],
  [
    "imports-syntax.js",
    `import "./syntax.js"`,
    /^imports-syntax\.js can't be read: Unexpected token/,
  ],
  [
    "throws.js",
    `throw new Error("no model today\\n  at all")`,
    /^throws\.js failed when it was loaded: no model today$/,
  ],
  ["throws-text.js", `throw "just a text"`, /failed when it was loaded: just a text$/],
  [
    "imports-nothing.js",
    `import "nothing-of-that-name"`,
    /loaded: Cannot find package 'nothing-of-that-name'/,
  ],
  [
    "not-code.txt",
    "hello",
    /^not-code\.txt failed when it was loaded: Unknown file extension "\.txt"/,
  ],
  [
    "named.js",
    "export const workflows = []",
    /^named\.js has no default export: write "export default/,
  ],
  ["number.js", "export default 5", /must be an array of workflows, or options with one/],
  ["null.js", "export default null", /must be an array of workflows/],
  ["one.js", `export default ${workflow}`, /must be an array of workflows/],
  ["empty.js", "export default []", /^empty\.js exports no workflow$/],
  [
    "empty-options.js",
    "export default { workflows: [] }",
    /^empty-options\.js exports no workflow$/,
  ],
  [
    "second.js",
    `export default [${workflow}, {}]`,
    /^number 2 of the workflows of second\.js has no /,
  ],
  [
    "no-schema.js",
    `export default [{ ...${workflow}, inputs: {} }]`,
    /^number 1 .* no Standard Schema$/,
  ],
  ["no-id.js", `export default [{ ...${workflow}, id: 7 }]`, /^number 1 .* has no id$/],
];

describe("a file of workflows", () => {
  const directory = mkdtempSync(join(tmpdir(), "cli-test-"));
  let messages: Record<string, string>;
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  beforeAll(async () => {
    for (const [name, text] of cases) writeFileSync(join(directory, name), text);
    const script = fileURLToPath(new URL("loadEach.ts", import.meta.url));
    const args = [script, ...cases.map(([name]) => name), ".", "missing.ts"];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: directory });
    messages = JSON.parse(stdout) as Record<string, string>;
  }, 30_000);

  it.each(cases)("%s", (name, _text, message) => {
    if (message) expect(messages[name]).toMatch(message);
    else expect(messages[name]).toBe("");
  });

  it("that is not there, or is a directory", () => {
    expect(messages["missing.ts"]).toMatch(/^there is no file .*missing\.ts$/);
    expect(messages["."]).toMatch(/is no file$/);
  });
});
