import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The sources of the packages, as the compiler sees them. */
export interface Sources {
  readonly checker: ts.TypeChecker;
  /** What a module exports by a name. @throws Error when there is no such export. */
  exportOf(entry: string, name: string): ts.Symbol;
}

const packages = new URL("../../../packages/", import.meta.url);
const sourceOf = (path: string): string => fileURLToPath(new URL(path, packages));

/** Reads modules of packages, by their paths from `packages` on. */
export function readSources(entries: readonly string[]): Sources {
  const program = ts.createProgram(entries.map(sourceOf), {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    jsx: ts.JsxEmit.Preserve,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  return {
    checker,
    exportOf(entry, name) {
      const source = program.getSourceFile(sourceOf(entry));
      const exported = source && checker.getSymbolAtLocation(source);
      const symbol =
        exported && checker.getExportsOfModule(exported).find((it) => it.name === name);
      if (!symbol) throw new Error(`${entry} exports no ${name}`);
      return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    },
  };
}

/** What TSDoc says of a symbol, in one line. */
export function wordsOf({ checker }: Sources, symbol: ts.Symbol): string {
  const words = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  return words.replaceAll(/\s+/g, " ").trim();
}

const FLAGS = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;

/** A type's alternatives, written out: without `undefined`, and a boolean as one. */
export function alternativesOf({ checker }: Sources, type: ts.Type): string[] {
  const isBoolean = (part: ts.Type): boolean => (part.flags & ts.TypeFlags.BooleanLiteral) !== 0;
  const parts = type.isUnion() ? type.types : [type];
  const given = parts.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
  const hasBoth = given.filter(isBoolean).length === 2;
  const written = given
    .filter((part) => !(hasBoth && isBoolean(part)))
    .map((part) => {
      const text = checker.typeToString(part, undefined, FLAGS);
      return given.length > 1 && part.getCallSignatures().length > 0 ? `(${text})` : text;
    });
  return hasBoth ? ["boolean", ...written] : written;
}
