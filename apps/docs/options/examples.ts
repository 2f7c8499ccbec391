import { readFileSync } from "node:fs";
import ts from "typescript";
import { importsFor } from "./imports.ts";

/**
 * How each member of a type is used, out of a file that is type-checked: by the member's name the code of a property, of a call or of
 * what is read of an object, with the imports that it needs. The first one counts.
 */
export function examplesIn(file: URL): ReadonlyMap<string, string> {
  const text = readFileSync(file, "utf8");
  const source = ts.createSourceFile(file.pathname, text, ts.ScriptTarget.Latest, true);
  const examples = new Map<string, string>();
  const add = (name: string, node: ts.Node): void => {
    if (examples.has(name)) return;
    const code = dedented(source, node);
    const imports = importsFor(code, text);
    examples.set(name, [...imports, ...(imports.length > 0 ? [""] : []), code].join("\n"));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralElement(node) && node.name) add(node.name.getText(), node);
    else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
      add(node.expression.name.text, node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return examples;
}

/** A node's code, its further lines as far to the left as its first. */
function dedented(source: ts.SourceFile, node: ts.Node): string {
  const { character } = source.getLineAndCharacterOfPosition(node.getStart());
  return node
    .getText()
    .split("\n")
    .map((line, index) => (index === 0 ? line : line.slice(Math.min(character, indentOf(line)))))
    .join("\n");
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
