import { textNodesOf } from "@workflow-stream/testing";

/** What the text nodes within a node hold, in their order. */
export function textNodes(root: Node): string[] {
  return textNodesOf(root).map(({ data }) => data);
}
