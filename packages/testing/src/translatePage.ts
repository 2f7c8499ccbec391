/** Translates what an element shows as a browser does it: each text node gives way to its words within two `<font>`. */
export function translatePage(root: Element, translate: (text: string) => string): void {
  for (const node of textNodesOf(root)) {
    if (node.parentElement!.localName === "font") continue;
    const outer = document.createElement("font");
    outer.appendChild(document.createElement("font")).textContent = translate(node.data);
    node.replaceWith(outer);
  }
}

/** The text nodes within a node, in their order. */
export function textNodesOf(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return nodes;
}
