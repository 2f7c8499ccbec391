import type { Framework } from "./frameworks.ts";
import { type Member, membersOf } from "./shapes.ts";
import type { Sources } from "./sources.ts";
import { vueEventsOf, vuePropsOf, vueSlotsOf } from "./vueShapes.ts";

export type ComponentName = "StreamingText" | "StreamingMarkdown";

/** What a component takes and gives, as its framework has it. */
export interface ComponentMembers {
  readonly props: readonly Member[];
  /** Slots in Vue, snippets in Svelte: elsewhere these are props as others are. */
  readonly slots: readonly Member[];
  readonly events: readonly Member[];
}

const CORE_BINDING = "core/src/binding/index.ts";
const FILES: Readonly<Record<ComponentName, string>> = {
  StreamingText: "src/streamingTextProps.ts",
  StreamingMarkdown: "src/markdown/streamingMarkdownProps.ts",
};
const VUE_EVENTS = "vue/src/endings.ts";

/** The modules that hold the types of the frameworks' components. */
export const componentEntriesOf = (frameworks: readonly Framework[]): string[] => [
  CORE_BINDING,
  VUE_EVENTS,
  ...frameworks.flatMap(({ folder }) => Object.values(FILES).map((file) => `${folder}/${file}`)),
];

/** The types of what slots, snippets and functions are given, each with the names of its fields. */
export function givenFieldsOf(sources: Sources): ReadonlyMap<string, readonly string[]> {
  const types = ["StreamingTextSlot", "StreamingTextNotice"];
  return new Map(
    types.map((type) => [type, membersOf(sources, CORE_BINDING, type).map(({ name }) => name)]),
  );
}

/** The members of a component. */
export function componentMembersOf(
  sources: Sources,
  { folder }: Framework,
  component: ComponentName,
): ComponentMembers {
  const entry = `${folder}/${FILES[component]}`;
  if (folder === "vue") return vueMembersOf(sources, entry, component);
  const all = membersOf(sources, entry, `${component}Props`);
  const slots = all.filter(({ type }) => type.includes("Snippet"));
  return { props: all.filter((member) => !slots.includes(member)), slots, events: [] };
}

/** Where a text comes from has the same names everywhere: Vue's props leave the words, and which goes with which, to them. */
function vueMembersOf(sources: Sources, entry: string, component: ComponentName): ComponentMembers {
  const source = membersOf(sources, CORE_BINDING, "StreamingTextSource");
  const name = component === "StreamingText" ? "streamingText" : "streamingMarkdown";
  return {
    props: vuePropsOf(sources, entry, `${name}Props`).map((prop) => {
      const known = source.find((member) => member.name === prop.name);
      return known ? { ...known, type: prop.type } : prop;
    }),
    slots: vueSlotsOf(sources, entry, `${name}Slots`),
    events: vueEventsOf(sources, VUE_EVENTS, "streamingTextEmits"),
  };
}
