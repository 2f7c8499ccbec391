import type { Member } from "./shapes.ts";

const DEFAULT = "Default";

interface Words {
  readonly meaning: string;
  /** What a member is when it is left out. */
  readonly standard?: string;
}

/** Cuts off the default, as its TSDoc says it: "Default 2.", or "Default: the global one." */
function wordsOf({ words }: Member): Words {
  const start = Math.max(words.lastIndexOf(`${DEFAULT} `), words.lastIndexOf(`${DEFAULT}: `));
  if (start < 0) return { meaning: words };
  const end = words.indexOf(". ", start);
  const said = end < 0 ? words.slice(start).replace(/\.$/, "") : words.slice(start, end);
  const rest = end < 0 ? "" : words.slice(end + 2);
  return {
    meaning: `${words.slice(0, start)}${rest}`.trim(),
    standard: said.slice(DEFAULT.length).replace(":", "").trim(),
  };
}

const code = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);
const listed = (names: readonly string[]): string =>
  new Intl.ListFormat("en", { type: "disjunction" }).format(names.map(code));

/** Whether a member has to be given, and what it is where it is not. */
function presenceOf(
  { name, presence }: Member,
  standard: string | undefined,
  members: readonly Member[],
): string {
  if (standard !== undefined) return `default ${standard}`;
  if (presence !== "one of several") return presence;
  const others = members.filter((other) => other.presence === presence && other.name !== name);
  return `required, unless ${listed(others.map((other) => other.name))} is given`;
}

/** How the members of a type are written down. */
export interface Style {
  /** The language of the examples. */
  readonly lang: string;
  /** Whether they are given, and so may have a default, or are read. */
  readonly isGiven: boolean;
  /** What is said of a member by its name, beside its TSDoc. */
  readonly further?: Readonly<Record<string, string>>;
}

/**
 * A part for each member: its name as a heading, which search and links find; its type, what it is, and an example.
 * @param title where its words and its examples are to be looked for, when some are missing.
 * @throws Error when a member has no words or no example.
 */
export function entriesOf(
  title: string,
  members: readonly Member[],
  exampleOf: (name: string) => string | undefined,
  { lang, isGiven, further = {} }: Style,
): string {
  const isFirst = ({ presence }: Member): boolean => presence !== "optional";
  const ordered = [...members.filter(isFirst), ...members.filter((member) => !isFirst(member))];
  const entries = ordered.map((member) => {
    const { meaning, standard } = isGiven ? wordsOf(member) : { meaning: member.words };
    const words = [meaning, further[member.name]].filter(Boolean).join(" ");
    if (words === "") throw new Error(`${title}: ${member.name} has no words`);
    const example = exampleOf(member.name);
    if (example === undefined) throw new Error(`${title}: no example of ${member.name}`);
    const presence = isGiven ? ` · ${presenceOf(member, standard, members)}` : "";
    return [
      `### ${code(member.name)}`,
      `${code(member.type)}${presence}`,
      words,
      `\`\`\`${lang} frame="none"\n${example}\n\`\`\``,
    ].join("\n\n");
  });
  return entries.join("\n\n");
}
