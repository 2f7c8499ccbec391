import type { StreamingTextSource } from "@workflow-stream/core/binding";

/** Props by which a component is told what it shows: they go together, which the props that Vue knows one by one do not say. */
type SourceName = "workflowId" | "baseUrl" | "inputs" | "url" | "stream";

/** What a component's instance is, with its props but for those of its source, and one of the sources. */
export type Sourced<
  Instance extends { readonly $props: object },
  Source = StreamingTextSource,
> = Omit<Instance, "$props"> & {
  readonly $props: Omit<Instance["$props"], SourceName> & Source;
};
