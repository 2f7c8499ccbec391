/** Where the line of an element's n-th character begins, in px from the top of the window. */
export function findLineTop(element: Element, charIndex: number): number {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = Math.max(0, charIndex - 1);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (left >= node.length) {
      left -= node.length;
      continue;
    }
    const range = document.createRange();
    range.setStart(node, left);
    range.setEnd(node, left + 1);
    return range.getBoundingClientRect().top;
  }
  return element.getBoundingClientRect().bottom;
}
