import { readdir, readFile } from "node:fs/promises";
import { transformAsync } from "@babel/core";
import { describe, expect, it } from "vitest";

/** What the React Compiler tells of a function: that it was compiled, or why not. */
interface CompilerEvent {
  readonly kind: string;
  readonly fnName?: string | null;
}

const SOURCE = new URL("../src/", import.meta.url);
const files = (await readdir(SOURCE, { recursive: true })).filter((name) =>
  /^use|\.tsx$/.test(name),
);

/** What the compiler makes of a file, and what it tells of that. */
async function compile(name: string): Promise<{ code: string; events: CompilerEvent[] }> {
  const events: CompilerEvent[] = [];
  const logger = { logEvent: (_: string | null, event: CompilerEvent) => void events.push(event) };
  const compiled = await transformAsync(await readFile(new URL(name, SOURCE), "utf8"), {
    filename: name,
    babelrc: false,
    configFile: false,
    parserOpts: { plugins: ["typescript", "jsx"] },
    plugins: [["babel-plugin-react-compiler", { panicThreshold: "none", logger }]],
  });
  return { code: compiled!.code!, events };
}

describe("the React Compiler", () => {
  it.each(files)("compiles all hooks and components of %s", async (name) => {
    const { code, events } = await compile(name);
    expect(events.filter(({ kind }) => kind !== "CompileSuccess")).toEqual([]);
    expect(events.length).toBeGreaterThan(0);
    expect(code).toContain("react/compiler-runtime");
  });

  it("would tell of what it passes over", async () => {
    expect(files).toContain("useStream.ts");
    const { events } = await compile("useStream.ts");
    expect(events.map(({ fnName }) => fnName)).toEqual(["useStream", "useOwnStream"]);
  });
});

it("what is published is not compiled", async () => {
  const dist = new URL("../dist/", import.meta.url);
  for (const name of await readdir(dist))
    if (name.endsWith(".js"))
      expect(await readFile(new URL(name, dist), "utf8")).not.toContain("compiler-runtime");
});
