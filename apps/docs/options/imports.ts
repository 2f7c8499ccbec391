import ts from "typescript";

const WORD = /[\w$]+/g;

/** The words of a piece of code, those too that a template has within quotes. */
const wordsIn = (code: string): ReadonlySet<string> =>
  new Set([...code.matchAll(WORD)].map(([word]) => word));

/** The imports of a script that a piece of its code needs, each cut down to that. */
export function importsFor(code: string, script: string): string[] {
  const words = wordsIn(code);
  const source = ts.createSourceFile("script.tsx", script, ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isImportDeclaration).flatMap((declaration) => {
    const bindings = declaration.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) return [];
    const used = bindings.elements.filter(
      (element) => !element.isTypeOnly && words.has(element.name.text),
    );
    if (used.length === 0) return [];
    const list = used.map((element) => element.getText()).join(", ");
    return [`import { ${list} } from ${declaration.moduleSpecifier.getText()};`];
  });
}
