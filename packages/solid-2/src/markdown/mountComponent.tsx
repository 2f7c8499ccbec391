import type { MarkdownNode, MountElement } from "@workflow-stream/markdown";
import { Dynamic, insert } from "@solidjs/web";
import { type Component, createRoot, createSignal, getOwner, runWithOwner } from "solid-js";

/** A component that stands for parts of a text. */
export type MarkdownComponent = Component<{ node: MarkdownNode }>;

/** Mounts a component for parts of a text; it keeps the context of its owner, which is the one that runs. */
export function createMounting(): (component: () => MarkdownComponent | undefined) => MountElement {
  const owner = getOwner();
  return (component) => (host, first) => {
    const [node, setNode] = createSignal(first);
    host.replaceChildren();
    const dispose = runWithOwner(owner, () =>
      createRoot((dispose) => {
        insert(host, () => <Dynamic component={component()} node={node()} />);
        return dispose;
      }),
    );
    return {
      update: (next) => void setNode(() => next),
      destroy() {
        dispose();
        host.replaceChildren();
      },
    };
  };
}
