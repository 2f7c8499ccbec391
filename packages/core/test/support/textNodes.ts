/** What the text nodes within a node hold, in their order. */
export function textNodes(root: Node): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const data: string[] = [];
  while (walker.nextNode()) data.push(walker.currentNode.textContent!);
  return data;
}
