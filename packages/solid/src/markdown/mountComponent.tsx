import type { MarkdownNode, MountElement } from "@workflow-stream/markdown";
import { type Component, createRoot, createSignal, getOwner } from "solid-js";
import { Dynamic, insert } from "solid-js/web";

/** A component that stands for parts of a text. */
export type MarkdownComponent = Component<{ node: MarkdownNode }>;

/** Mounts a component for parts of a text; it keeps the context of its owner, which is the one that runs. */
export function createMounting(): (component: () => MarkdownComponent | undefined) => MountElement {
  const owner = getOwner();
  return (component) => (host, first) => {
    const [node, setNode] = createSignal(first);
    host.replaceChildren();
    const dispose = createRoot((dispose) => {
      insert(host, () => <Dynamic component={component()} node={node()} />);
      return dispose;
    }, owner);
    return {
      update: (next) => void setNode(() => next),
      destroy() {
        dispose();
        host.replaceChildren();
      },
    };
  };
}
