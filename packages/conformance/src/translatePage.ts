/** Translates what an element shows as a browser does it: each text node gives way to its words, in capitals, within two `<font>`. */
export function translatePage(element: Element): void {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  for (const node of nodes) {
    const outer = document.createElement("font");
    outer.appendChild(document.createElement("font")).textContent = node.data.toUpperCase();
    node.replaceWith(outer);
  }
}
