import { readFileSync } from "node:fs";
import {
  type ComponentName,
  type ComponentMembers,
  componentMembersOf,
  givenFieldsOf,
} from "./componentMembers.ts";
import { elementKinds, elementKindTable } from "./elementKinds.ts";
import { entriesOf } from "./entries.ts";
import type { Framework } from "./frameworks.ts";
import type { Member } from "./shapes.ts";
import type { Sources } from "./sources.ts";

// A page for each framework: every prop, slot and event of its components, with the types that hold there.

/** What TSDoc can't say: where the rest is told. */
const FURTHER: Readonly<Record<string, string>> = {
  ...elementKinds,
  options: "Any of [the options of a stream](/reference/options/) that is no prop.",
  persister: "See [a text that outlives its page](/guides/reload/).",
  text: "Given in place of `workflowId`, `url` or `stream`.",
  markdown: "See [the options of Markdown](/reference/markdown/).",
  components: "The kinds, and what their nodes have, stand below.",
};

const snippets = new URL("../src/snippets/", import.meta.url);

/** The page of a framework, but for its title. */
export function componentPageOf(sources: Sources, framework: Framework): string[] {
  const text = explained(sources, componentMembersOf(sources, framework, "StreamingText"));
  const markdown = componentMembersOf(sources, framework, "StreamingMarkdown");
  const ofMarkdown = beside(text, markdown);
  const { name, folder, hook, hookWords, handle, defaults } = framework;
  return [
    `\`npm install @workflow-stream/${folder}\`. Each example shows one prop of a tag; where a text comes from (\`workflowId\`, \`url\` or \`stream\`) is left out there.`,
    "## StreamingText",
    "Shows a text as it arrives, and says when it is complete or is not. Every prop that is not listed (`class`, `id`, listeners) goes to its root element.",
    exampleOf(framework, "OneLine"),
    ...sectionsOf(framework, "StreamingText", text),
    "## Handle",
    `${handle} \`{ stream, start, retry, stop }\` of either component: [the methods](/reference/fields/#methods) of the stream that it shows.`,
    "## StreamingMarkdown",
    `Shows a text as Markdown, from \`@workflow-stream/${folder}/markdown\`. It takes all that \`StreamingText\` does but what replaces the plain text, and its root is a \`div\`. [Markdown](/guides/markdown/) is its guide.`,
    ...sectionsOf(framework, "StreamingMarkdown", ofMarkdown),
    ...(ofMarkdown.slots.length === 0
      ? ["## Kinds of parts, for `components`", elementKindTable]
      : []),
    `## ${hook}`,
    `A stream for the component that calls it, to be started, stopped and shown by yours. It takes [the options of a stream](/reference/options/), or a stream made elsewhere, and gives [the fields of a snapshot, and the methods](/reference/fields/). ${hookWords}`,
    exampleOf(framework, "Explanation"),
    `What all streams of an app share stands in [\`${defaults}\`](/reference/api/workflow-stream/${folder}/functions/${defaults.toLowerCase()}/). What is exported beside: [every export](/reference/api/workflow-stream/${folder}/functions/${hook.toLowerCase()}/) of the package for ${name}.`,
  ];
}

/** Says what slots, snippets and functions are given, where their types are names. */
function explained(sources: Sources, members: ComponentMembers): ComponentMembers {
  const fields = [...givenFieldsOf(sources)];
  const explain = (member: Member): Member => {
    const given = fields.find(([type]) => member.type.includes(type));
    if (!given) return member;
    return { ...member, words: `${member.words} Given \`{ ${given[1].join(", ")} }\`.` };
  };
  return {
    props: members.props.map(explain),
    slots: members.slots.map(explain),
    events: members.events,
  };
}

/** What a component has that another has not, and what is otherwise there. */
function beside(known: ComponentMembers, all: ComponentMembers): ComponentMembers {
  const isNew = ({ name, words }: Member, members: readonly Member[]): boolean => {
    const same = members.find((member) => member.name === name);
    return !same || (name === "as" && same.words !== words);
  };
  return {
    // a text is given in place of what it would come from
    props: all.props
      .filter((member) => isNew(member, known.props))
      .map((member) => ({ ...member, presence: "optional" })),
    slots: all.slots.filter((member) => isNew(member, known.slots)),
    events: [],
  };
}

function sectionsOf(
  { folder, lang, usesIn }: Framework,
  component: ComponentName,
  { props, slots, events }: ComponentMembers,
): string[] {
  const file = new URL(`${folder}/reference/${component}.${lang}`, snippets);
  const uses = usesIn(file, component);
  const write = (part: string, members: readonly Member[], sign = ""): string[] => {
    if (members.length === 0) return [];
    const title = `${part} of ${component}`;
    const entries = entriesOf(
      `${title}, ${file.pathname}`,
      members,
      (key) => uses.get(sign + key),
      {
        lang,
        isGiven: sign === "",
        further: FURTHER,
      },
    );
    return [`## ${title}`, entries];
  };
  const isVue = folder === "vue";
  return [
    ...write("Props", props),
    ...write(isVue ? "Slots" : "Snippets", slots, isVue ? "#" : ""),
    ...write("Events", events, "@"),
  ];
}

function exampleOf({ folder, lang }: Framework, file: string): string {
  const code = readFileSync(new URL(`${folder}/${file}.${lang}`, snippets), "utf8");
  return `\`\`\`${lang}\n${code.trimEnd()}\n\`\`\``;
}
