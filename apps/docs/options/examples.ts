import { readFileSync } from "node:fs";
import ts from "typescript";

/**
 * How each member of a type is used, out of a file that is type-checked: by the member's name the code of a property, of a call or of
 * what is read of an object. The first one counts.
 */
export function examplesIn(file: URL): ReadonlyMap<string, string> {
  const source = ts.createSourceFile(
    file.pathname,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const examples = new Map<string, string>();
  const add = (name: string, node: ts.Node): void => {
    if (!examples.has(name)) examples.set(name, node.getText().replaceAll(/\s+/g, " "));
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
