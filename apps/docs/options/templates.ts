import { readFileSync } from "node:fs";
import { type AST, parse as parseSvelte } from "svelte/compiler";
import ts from "typescript";
import { parse as parseVue } from "vue/compiler-sfc";
import { importsFor } from "./imports.ts";

// How each prop, slot and event of a component is used, out of a component that is type-checked. The first use counts.

/** The component's tag and its parts: what stands in its tag by the prop's name, slots by `#name`, events by `@name`. */
export type Uses = ReadonlyMap<string, string>;

const inOneLine = (code: string): string => code.replaceAll(/\s+/g, " ").trim();

/** Takes off the indentation that the lines after the first share. */
function dedented(code: string): string {
  const [first = "", ...rest] = code.split("\n");
  const indents = rest
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return [first, ...rest.map((line) => line.slice(common))].join("\n");
}

const indented = (code: string): string => code.replaceAll(/^(?=.)/gm, "  ");
const asTag = (tag: string, attribute: string): string => `<${tag} ${inOneLine(attribute)} />`;
const asChild = (tag: string, code: string): string =>
  `<${tag}>\n${indented(dedented(code))}\n</${tag}>`;

interface Collector {
  readonly uses: Map<string, string>;
  /** @param needs the part of it whose imports are shown. */
  add(name: string, use: string, needs?: string): void;
}

/** Collects uses, each below what it needs of the file's script. */
function createCollector(script: string, headOf: (imports: string) => string): Collector {
  const uses = new Map<string, string>();
  return {
    uses,
    add(name, use, needs) {
      if (uses.has(name)) return;
      const imports = needs === undefined ? [] : importsFor(needs, script);
      uses.set(name, imports.length === 0 ? use : `${headOf(imports.join("\n"))}\n\n${use}`);
    },
  };
}

const textOf = (file: URL): string => readFileSync(file, "utf8");
const camelCase = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

type VueNode = NonNullable<
  NonNullable<ReturnType<typeof parseVue>["descriptor"]["template"]>["ast"]
>["children"][number];

/** The uses of a component in a file of Vue. */
export function usesInVue(file: URL, tag: string): Uses {
  const { descriptor } = parseVue(textOf(file));
  const { uses, add } = createCollector(
    descriptor.scriptSetup?.content ?? "",
    (imports) => `<script setup lang="ts">\n${imports}\n</script>`,
  );
  const visit = (node: VueNode): void => {
    if (!("tag" in node)) return;
    for (const prop of node.tag === tag ? node.props : []) {
      const argument = "arg" in prop && prop.arg && "content" in prop.arg ? prop.arg.content : "";
      const name = camelCase("arg" in prop ? argument : prop.name);
      const isEvent = "arg" in prop && prop.name === "on";
      add(isEvent ? `@${name}` : name, asTag(tag, prop.loc.source), prop.loc.source);
    }
    for (const child of node.children) {
      const slot =
        "tag" in child && child.tag === "template"
          ? child.props.find(({ name }) => name === "slot")
          : undefined;
      if (node.tag === tag && slot && "arg" in slot && slot.arg && "content" in slot.arg)
        add(`#${slot.arg.content}`, asChild(tag, child.loc.source));
      visit(child);
    }
  };
  descriptor.template?.ast?.children.forEach(visit);
  return uses;
}

/** The uses of a component in a file of Svelte; its snippets are props. */
export function usesInSvelte(file: URL, tag: string): Uses {
  const source = textOf(file);
  const { instance, fragment } = parseSvelte(source, { modern: true });
  const codeOf = ({ start, end }: { start: number; end: number }): string =>
    source.slice(start, end);
  const script = instance ? codeOf(instance) : "";
  const { uses, add } = createCollector(
    script.slice(script.indexOf(">") + 1, script.lastIndexOf("</")),
    (imports) => `<script lang="ts">\n${indented(imports)}\n</script>`,
  );
  const components = fragment.nodes.filter(
    (node): node is AST.Component => node.type === "Component" && node.name === tag,
  );
  for (const { attributes, fragment } of components) {
    for (const attribute of attributes)
      if ("name" in attribute) {
        const isBound = attribute.type === "BindDirective";
        add(
          isBound ? `bind:${attribute.name}` : attribute.name,
          asTag(tag, codeOf(attribute)),
          codeOf(attribute),
        );
      }
    for (const node of fragment.nodes)
      if (node.type === "SnippetBlock") add(node.expression.name, asChild(tag, codeOf(node)));
  }
  return uses;
}

/** The uses of a component in a file of Solid or React; what stands within it is its `children`. */
export function usesInJsx(file: URL, tag: string): Uses {
  const text = textOf(file);
  const { uses, add } = createCollector(text, (imports) => imports);
  const source = ts.createSourceFile(file.pathname, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) && node.openingElement.tagName.getText() === tag) {
      const child = node.children.find(ts.isJsxExpression);
      if (child) add("children", asChild(tag, child.getText()));
    }
    const isTag = ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node);
    for (const attribute of isTag && node.tagName.getText() === tag
      ? node.attributes.properties
      : [])
      if (ts.isJsxAttribute(attribute))
        add(attribute.name.getText(), asTag(tag, attribute.getText()), attribute.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}
