import ts from "typescript";
import { type Member, writtenType } from "./shapes.ts";
import { type Sources, wordsOf } from "./sources.ts";

// Vue has a component's props, slots and events as values, each of which carries its type in its own way.

const PRIMITIVES: Readonly<Record<string, string>> = {
  String: "string",
  Boolean: "boolean",
  Number: "number",
};

interface PropType {
  readonly type: string;
  readonly preset?: string | undefined;
}

/** A prop's type, out of `String`, `X as PropType<T>`, or an object with such a `type`. */
function propTypeOf(sources: Sources, value: ts.Expression): PropType {
  if (ts.isIdentifier(value)) return { type: PRIMITIVES[value.text] ?? value.text };
  if (ts.isAsExpression(value) && ts.isTypeReferenceNode(value.type)) {
    const [type] = value.type.typeArguments ?? [];
    if (type) return { type: writtenType(sources, type) };
  }
  if (ts.isObjectLiteralExpression(value)) {
    const valueOf = (name: string): ts.Expression | undefined => {
      const member = value.properties.find((property) => property.name?.getText() === name);
      return member && ts.isPropertyAssignment(member) ? member.initializer : undefined;
    };
    const type = valueOf("type");
    if (type) return { ...propTypeOf(sources, type), preset: valueOf("default")?.getText() };
  }
  throw new Error(`no type of a prop: ${value.getText()}`);
}

const declarationOf = ({ declarations = [] }: ts.Symbol): ts.Declaration | undefined =>
  declarations[0];

function propertiesOf(sources: Sources, entry: string, name: string): ts.Symbol[] {
  const symbol = sources.exportOf(entry, name);
  return sources.checker.getPropertiesOfType(sources.checker.getTypeOfSymbol(symbol));
}

/** The props of a component, out of the object that declares them. */
export function vuePropsOf(sources: Sources, entry: string, name: string): Member[] {
  return propertiesOf(sources, entry, name).map((symbol) => {
    const declaration = declarationOf(symbol);
    if (!declaration || !ts.isPropertyAssignment(declaration))
      throw new Error(`${name}: ${symbol.name} is declared in no way that is known`);
    const { type, preset } = propTypeOf(sources, declaration.initializer);
    const words = wordsOf(sources, symbol);
    const standard = preset ?? (type === "boolean" ? "false" : undefined);
    const isSaid = standard === undefined || words.includes("Default ");
    return {
      name: symbol.name,
      type,
      presence: "optional",
      words: isSaid ? words : `${words} Default \`${standard.replaceAll('"', "'")}\`.`,
    };
  });
}

/** The slots of a component, each with what it is given. */
export function vueSlotsOf(sources: Sources, entry: string, name: string): Member[] {
  const declaration = declarationOf(sources.exportOf(entry, name));
  const value =
    declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const type = value && ts.isAsExpression(value) ? value.type : undefined;
  const [slots] = type && ts.isTypeReferenceNode(type) ? (type.typeArguments ?? []) : [];
  if (!slots) throw new Error(`${name} declares no slots`);
  const symbols = sources.checker.getPropertiesOfType(sources.checker.getTypeFromTypeNode(slots));
  return symbols.map((symbol) => ({
    name: symbol.name,
    type: slotTypeOf(sources, symbol),
    presence: "optional",
    words: wordsOf(sources, symbol),
  }));
}

function slotTypeOf({ checker }: Sources, symbol: ts.Symbol): string {
  const type = checker.getTypeOfSymbol(symbol);
  const isGivenNothing = checker.getPropertiesOfType(type).length === 0;
  return isGivenNothing ? "nothing" : checker.typeToString(type);
}

/** What a component emits, each with its argument. */
export function vueEventsOf(sources: Sources, entry: string, name: string): Member[] {
  return propertiesOf(sources, entry, name).map((symbol) => {
    const declaration = declarationOf(symbol);
    const value =
      declaration && ts.isPropertyAssignment(declaration) ? declaration.initializer : undefined;
    const parameters = value && ts.isArrowFunction(value) ? value.parameters : [];
    const type = parameters.map((parameter) => parameter.type?.getText()).join(", ");
    return { name: symbol.name, type, presence: "optional", words: wordsOf(sources, symbol) };
  });
}
