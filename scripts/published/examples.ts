import { resolve } from "node:path";
import ts from "typescript";
import { declarationsOf } from "./manifest.ts";

/** Entries that bindings import, and no user does. */
const INTERNAL_ENTRIES = new Set([
  "@workflow-stream/core/binding",
  "@workflow-stream/markdown/binding",
]);

/** The exported functions, classes, components and other values whose documentation shows no example, as `entry: name`. */
export function withoutExample(folders: readonly string[]): string[] {
  const entries = folders.flatMap((folder) =>
    declarationsOf(folder)
      .filter(([name]) => !INTERNAL_ENTRIES.has(name))
      .map(([name, file]) => ({ name, file: resolve(file), home: resolve(folder, "dist") })),
  );
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.Preserve,
      types: [],
      noLib: true,
    },
  );
  const checker = program.getTypeChecker();

  /** What an export stands for, wherever it was declared. */
  const declared = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

  return entries.flatMap(({ name, file, home }) => {
    const source = program.getSourceFile(file);
    const entry = source && checker.getSymbolAtLocation(source);
    if (!entry) throw new Error(`${name} has no declarations in ${file}`);
    return checker
      .getExportsOfModule(entry)
      .filter((symbol) => {
        const { flags, declarations = [] } = declared(symbol);
        const isOwn = declarations.some(({ parent }) =>
          parent.getSourceFile().fileName.startsWith(home),
        );
        return isOwn && (flags & ts.SymbolFlags.Value) !== 0 && !hasExample(declared(symbol));
      })
      .map((symbol) => `${name}: ${symbol.name}`);
  });
}

function hasExample(symbol: ts.Symbol): boolean {
  return symbol.getJsDocTags().some(({ name }) => name === "example");
}
