/** A text with places for inputs, read once. */
export interface Template {
  /** The inputs it needs, each once, in the order of their first place. */
  readonly names: readonly string[];
  /** Fills every place in one pass: what an input brings along is text, whatever braces it holds. */
  render(inputs: Readonly<Record<string, PromptValue>>): string;
}

/** What can stand in a prompt. */
export type PromptValue = string | number | boolean;

/** The inputs that a template needs, by its text; of a text that is not known before it runs, any. */
export type TemplateInputs<Source extends string> = {
  readonly [Name in string extends Source ? string : PlaceName<Source>]: PromptValue;
};

type PlaceName<Source extends string> = Source extends `${string}{{${infer Rest}`
  ? Rest extends `{{${infer AfterLiteral}`
    ? PlaceName<AfterLiteral>
    : Rest extends `${infer Name}}}${infer After}`
      ? Trimmed<Name> | PlaceName<After>
      : never
  : never;

type Trimmed<Text extends string> = Text extends ` ${infer Rest}` | `${infer Rest} `
  ? Trimmed<Rest>
  : Text;

const INPUT_NAME = /^[\p{ID_Start}_$][\p{ID_Continue}$-]*$/u;

/**
 * Reads a template: `{{name}}` is the place of an input, spaces inside allowed; `{{{{` is a literal `{{`; all else,
 * single braces and `}}` too, stands for itself.
 * @throws TypeError where a brace is left open or what stands in braces can't name an input.
 */
export function parseTemplate(source: string): Template {
  const texts = [""];
  const places: string[] = [];
  let position = 0;

  function addText(end: number, text = ""): void {
    texts.push((texts.pop() ?? "") + source.slice(position, end) + text);
  }

  for (const { 0: braces, 1: inside, index } of source.matchAll(
    /\{\{\{\{|\{\{(?!\{)([^{}]*)\}\}|\{\{/g,
  )) {
    if (braces === "{{{{") {
      addText(index, "{{");
    } else {
      addText(index);
      places.push(readName(inside, source, index));
      texts.push("");
    }
    position = index + braces.length;
  }
  addText(source.length);

  return {
    names: [...new Set(places)],
    render: (inputs) =>
      texts
        .map((text, i) => {
          const place = places[i];
          return place === undefined ? text : text + String(inputs[place]);
        })
        .join(""),
  };
}

function readName(inside: string | undefined, source: string, index: number): string {
  const place = `the template, at character ${index}: ${JSON.stringify(source.slice(index, index + 30))}`;
  if (inside === undefined) {
    throw new TypeError(`{{ does not begin a {{name}} in ${place}. A literal {{ is written {{{{.`);
  }
  const found = inside.trim();
  // Names every object has: an input of that name could be mistaken for one that is missing.
  if (!INPUT_NAME.test(found) || found in Object.prototype) {
    throw new TypeError(`"${found}" can't be the name of an input in ${place}`);
  }
  return found;
}
