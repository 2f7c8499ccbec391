import { type Uses, usesInJsx, usesInSvelte, usesInVue } from "./templates.ts";

/** How a framework has what all of them have. */
export interface Framework {
  readonly name: string;
  /** Its package, its folder of `src/snippets`, and its page. */
  readonly folder: string;
  /** The ending of its files. */
  readonly lang: string;
  readonly usesIn: (file: URL, tag: string) => Uses;
  readonly hook: string;
  /** How options are given to the hook, and a snapshot's fields are read. */
  readonly hookWords: string;
  /** How a component is reached from outside. */
  readonly handle: string;
  readonly defaults: string;
}

export const FRAMEWORKS: readonly Framework[] = [
  {
    name: "Vue",
    folder: "vue",
    lang: "vue",
    usesIn: usesInVue,
    hook: "useWorkflowStream",
    hookWords:
      "Options are an object, a ref or a getter. Each field is a ref that can only be read: `text.value`, in a template `text`.",
    handle: "A template ref gives",
    defaults: "workflowStreamDefaults",
  },
  {
    name: "Svelte",
    folder: "svelte",
    lang: "svelte",
    usesIn: usesInSvelte,
    hook: "createWorkflowStream",
    hookWords:
      "Options are an object, or a function that may read runes. Each field is read as `run.text`, in markup or in an effect: a field that is destructured no longer changes. `$run` is all of them, as a store.",
    handle: "`bind:this` gives",
    defaults: "setWorkflowStreamDefaults",
  },
  {
    name: "Solid",
    folder: "solid",
    lang: "tsx",
    usesIn: usesInJsx,
    hook: "createWorkflowStream",
    hookWords:
      "Options are an object or an accessor. Each field is an accessor: `text()`. Solid 2 has a package of its own, `@workflow-stream/solid-2`, whose components take the same props.",
    handle: "`ref` gives",
    defaults: "WorkflowStreamDefaults",
  },
  {
    name: "React",
    folder: "react",
    lang: "tsx",
    usesIn: usesInJsx,
    hook: "useWorkflowStream",
    hookWords:
      "Options may be a new object at each render. Each field is a value: a component renders again when one changes that it reads.",
    handle: "`ref` gives",
    defaults: "WorkflowStreamDefaults",
  },
];
