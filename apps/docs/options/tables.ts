import type { Member } from "./shapes.ts";

const DEFAULT = "Default";

/** What a member is when it is left out, as its TSDoc ends: "Default 2.", or "Default: the global one." */
function defaultOf({ presence, words }: Member): string {
  const at = words.lastIndexOf(`${DEFAULT} `);
  const atColon = words.lastIndexOf(`${DEFAULT}: `);
  const start = Math.max(at, atColon);
  if (start < 0) return presence === "optional" ? "–" : presence;
  const said = words.slice(start + DEFAULT.length).replace(":", "");
  const end = said.indexOf(". ");
  return (end < 0 ? said.replace(/\.$/, "") : said.slice(0, end)).trim();
}

/** The words without the default, which has a column of its own. */
function meaningOf({ words }: Member): string {
  const start = Math.max(words.lastIndexOf(`${DEFAULT} `), words.lastIndexOf(`${DEFAULT}: `));
  if (start < 0) return words;
  const end = words.indexOf(". ", start);
  return `${words.slice(0, start)}${end < 0 ? "" : words.slice(end + 2)}`.trim();
}

const inCell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const code = (text: string): string => `\`${inCell(text.replaceAll(/\s+/g, " "))}\``;
const withoutUndefined = (type: string): string =>
  type
    .replace(/^\| /, "")
    .replace(/ \| undefined$/, "")
    .replace(/\s\| undefined$/, "");

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/**
 * A table of members: their names, types, what they are, and an example of each.
 * @param isGiven whether they are given, and so may have a default, or are read.
 * @throws Error when a member has no words or no example.
 */
export function tableOf(
  title: string,
  members: readonly Member[],
  examples: ReadonlyMap<string, string>,
  isGiven: boolean,
): string {
  const header = isGiven
    ? ["option", "type", "default", "what it is", "example"]
    : ["field", "type", "what it is", "example"];
  const rows = members.map((member) => {
    if (member.words === "") throw new Error(`${title}: ${member.name} has no words`);
    const example = examples.get(member.name);
    if (example === undefined)
      throw new Error(`${title}: src/snippets/reference has no example of ${member.name}`);
    const cells = [code(member.name), code(withoutUndefined(member.type))];
    if (isGiven) cells.push(inCell(defaultOf(member)));
    cells.push(inCell(isGiven ? meaningOf(member) : member.words), code(example));
    return row(cells);
  });
  return [row(header), row(header.map(() => "---")), ...rows].join("\n");
}
