import ts from "typescript";
import { alternativesOf, type Sources, wordsOf } from "./sources.ts";

/** Whether it has to be given: always, never, or where none of its siblings is. */
export type Presence = "required" | "optional" | "one of several";

/** A member of an exported type, as its TSDoc has it. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly presence: Presence;
  readonly words: string;
}

/** The members of a type, of all kinds that a union or an intersection allows. */
export function membersOf(sources: Sources, entry: string, name: string): Member[] {
  const type = sources.checker.getDeclaredTypeOfSymbol(sources.exportOf(entry, name));
  const parts = type.isUnion() ? type.types : [type];
  const symbols = parts.flatMap((part) => sources.checker.getPropertiesOfType(part)).filter(isOwn);
  const byName = Map.groupBy(new Set(symbols), (symbol) => symbol.name);
  return [...byName.values()].map((alike) => memberOf(sources, alike));
}

/** Of several of a name, those count that may be given. */
function memberOf(sources: Sources, symbols: readonly ts.Symbol[]): Member {
  const given = symbols.filter((symbol) => typeNodeOf(symbol)?.getText() !== "undefined");
  const said = given.find((symbol) => wordsOf(sources, symbol) !== "") ?? given[0]!;
  const written = new Set(given.map((symbol) => typeOf(sources, symbol)));
  const expanded = given.flatMap((symbol) =>
    alternativesOf(sources, sources.checker.getTypeOfSymbol(symbol)),
  );
  return {
    name: said.name,
    type: written.size === 1 ? [...written].join("") : [...new Set(expanded)].join(" | "),
    presence: presenceOf(symbols, given),
    words: wordsOf(sources, said),
  };
}

function presenceOf(all: readonly ts.Symbol[], given: readonly ts.Symbol[]): Presence {
  const isOptional = ({ flags }: ts.Symbol): boolean => (flags & ts.SymbolFlags.Optional) !== 0;
  if (given.every(isOptional)) return "optional";
  return given.length < all.length ? "one of several" : "required";
}

/** Names that say nothing to who has not the source before them. */
const OPAQUE = new Set(["Given", "NonNullable"]);

/** Whether a type is better written out than by its name. */
function isOpaque(node: ts.TypeNode): boolean {
  if (ts.isIndexedAccessTypeNode(node)) return true;
  return ts.isTypeReferenceNode(node) && OPAQUE.has(node.typeName.getText());
}

/** A type as it was written, so that names of types stay names; written out where that says nothing. */
export function writtenType(sources: Sources, node: ts.TypeNode): string {
  if (isOpaque(node))
    return alternativesOf(sources, sources.checker.getTypeFromTypeNode(node)).join(" | ");
  if (!ts.isUnionTypeNode(node)) return inOneLine(node.getText());
  const given = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
  return given.length === 1
    ? inOneLine(given[0]!.getText())
    : given.map((part) => writtenType(sources, part)).join(" | ");
}

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

function typeOf(sources: Sources, symbol: ts.Symbol): string {
  const [declaration] = symbol.declarations ?? [];
  if (declaration && ts.isMethodSignature(declaration)) {
    const parameters = declaration.parameters.map((parameter) => parameter.getText()).join(", ");
    return inOneLine(`(${parameters}) => ${declaration.type?.getText() ?? "void"}`);
  }
  const node = typeNodeOf(symbol);
  if (node) return writtenType(sources, node);
  return alternativesOf(sources, sources.checker.getTypeOfSymbol(symbol)).join(" | ");
}

function typeNodeOf({ declarations = [] }: ts.Symbol): ts.TypeNode | undefined {
  const [declaration] = declarations;
  if (!declaration) return undefined;
  const isTyped = ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration);
  return isTyped ? declaration.type : undefined;
}

/** Not of the language's or the framework's own types. */
function isOwn({ declarations = [] }: ts.Symbol): boolean {
  return declarations.every((declaration) => {
    const { fileName } = declaration.getSourceFile();
    return !fileName.includes("/node_modules/") && !fileName.includes("/lib.");
  });
}
