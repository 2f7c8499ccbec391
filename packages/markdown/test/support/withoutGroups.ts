/** A copy of an element whose outermost blocks stand in no group, its text in as few nodes as can be. */
export function withoutGroups(root: HTMLElement): HTMLElement {
  const copy = document.createElement("div");
  copy.append(...root.cloneNode(true).childNodes);
  for (const group of copy.querySelectorAll(":scope > [data-group]")) {
    group.replaceWith(...group.childNodes);
  }
  copy.normalize();
  return copy;
}
