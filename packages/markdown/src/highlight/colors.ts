/** The names of the highlights of a tokenizer's colors: as many as its theme has. */
const names = new Map<string, string>();
let sheet: CSSStyleSheet | undefined;

/** The name of the highlight that has a color; `undefined` if that is none. */
export function highlightOfColor(color: string): string | undefined {
  const known = names.get(color);
  if (known !== undefined || !CSS.supports("color", color)) return known;
  const name = `md-color-${names.size}`;
  names.set(color, name);
  // rules that a script adds to a sheet of its own are no inline style, which a policy may forbid
  sheet ??= addSheet();
  sheet.insertRule(`::highlight(${name}) { color: ${color} }`);
  return name;
}

function addSheet(): CSSStyleSheet {
  const added = new CSSStyleSheet();
  document.adoptedStyleSheets.push(added);
  return added;
}
