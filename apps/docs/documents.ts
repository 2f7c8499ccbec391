/** A document of the project, cut at its headings of the second level. */
export interface Document {
  readonly title: string;
  /** What stands before the first section. */
  readonly lead: string;
  /** Each with its heading, by what that says. */
  readonly sections: ReadonlyMap<string, string>;
  /** What its links by name lead to. */
  readonly definitions: string;
}

const HEADING = "## ";

/** Cuts a document into its sections; a line of code that begins with `##` is no heading. */
export function parseDocument(text: string): Document {
  const [first = "", ...lines] = text.split("\n");
  const sections = new Map<string, string>();
  const definitions: string[] = [];
  let name = "";
  let isCode = false;
  for (const line of lines) {
    if (line.startsWith("```")) isCode = !isCode;
    if (!isCode && line.startsWith("[") && line.includes("]: ")) {
      definitions.push(line);
      continue;
    }
    if (!isCode && line.startsWith(HEADING)) name = line.slice(HEADING.length);
    sections.set(name, `${sections.get(name) ?? ""}${line}\n`);
  }
  const lead = sections.get("") ?? "";
  sections.delete("");
  return { title: first.replace("# ", ""), lead, sections, definitions: definitions.join("\n") };
}

/** The anchors of the headings of a text, as GitHub and the site make them. */
export function anchorsOf(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("#"))
    .map((line) =>
      line
        .replace(/^#+ /, "")
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    );
}
