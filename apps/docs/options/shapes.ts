import { fileURLToPath } from "node:url";
import ts from "typescript";

/** Whether it has to be given: always, never, or where none of its siblings is. */
export type Presence = "required" | "optional" | "one of several";

/** A member of an exported type, as its TSDoc has it. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly presence: Presence;
  readonly words: string;
}

const packages = new URL("../../../packages/", import.meta.url);
const sourceOf = (path: string): string => fileURLToPath(new URL(path, packages));

/** Reads the members of types out of the sources of the packages. */
export function createShapes(
  entries: readonly string[],
): (entry: string, type: string) => Member[] {
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

  /** Members of all kinds that a union or an intersection allows, by their names; of several of a name, those that may be given. */
  function membersOf(type: ts.Type): ts.Symbol[][] {
    const parts = type.isUnion() ? type.types : [type];
    const symbols = parts.flatMap((part) => checker.getPropertiesOfType(part)).filter(isOwn);
    const byName = Map.groupBy(new Set(symbols), ({ name }) => name);
    return [...byName.values()];
  }

  function memberOf(symbols: readonly ts.Symbol[]): Member {
    const given = symbols.filter((symbol) => typeWords(symbol) !== "undefined");
    const said = given.find((symbol) => wordsOf(symbol) !== "") ?? given[0]!;
    const types = new Set(given.map((symbol) => typeOf(symbol)));
    return {
      name: said.name,
      type: [...types].join(" | "),
      presence: presenceOf(symbols, given),
      words: wordsOf(said),
    };
  }

  const typeOf = (symbol: ts.Symbol): string =>
    typeWords(symbol) ??
    checker.typeToString(
      checker.getTypeOfSymbol(symbol),
      undefined,
      ts.TypeFormatFlags.NoTruncation,
    );

  const wordsOf = (symbol: ts.Symbol): string =>
    ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll(/\s+/g, " ").trim();

  return (entry, name) => {
    const source = program.getSourceFile(sourceOf(entry));
    const exported = source && checker.getSymbolAtLocation(source);
    const symbol = exported && checker.getExportsOfModule(exported).find((it) => it.name === name);
    if (!symbol) throw new Error(`${entry} exports no ${name}`);
    const origin = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return membersOf(checker.getDeclaredTypeOfSymbol(origin)).map(memberOf);
  };
}

function presenceOf(all: readonly ts.Symbol[], given: readonly ts.Symbol[]): Presence {
  const isOptional = ({ flags }: ts.Symbol): boolean => (flags & ts.SymbolFlags.Optional) !== 0;
  if (given.every(isOptional)) return "optional";
  return given.length < all.length ? "one of several" : "required";
}

/** What a member's type is as it was written: names of types stay names. */
function typeWords({ declarations = [] }: ts.Symbol): string | undefined {
  const [declaration] = declarations;
  if (!declaration) return undefined;
  if (ts.isMethodSignature(declaration)) {
    const parameters = declaration.parameters.map((parameter) => parameter.getText()).join(", ");
    return `(${parameters}) => ${declaration.type?.getText() ?? "void"}`;
  }
  const isTyped = ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration);
  return isTyped ? declaration.type?.getText() : undefined;
}

/** Not of the language's or the framework's own types. */
function isOwn({ declarations = [] }: ts.Symbol): boolean {
  return declarations.every((declaration) => {
    const { fileName } = declaration.getSourceFile();
    return !fileName.includes("/node_modules/") && !fileName.includes("/lib.");
  });
}
