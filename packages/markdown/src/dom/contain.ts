/** How far what stands out of a group is seen, such as a marker, an outline or a shadow, where the browser knows it. */
const CLIP_MARGIN = "100vmax";

/**
 * Contains groups of blocks: what is out of sight of them is neither laid out nor painted. Margins within a group no longer
 * collapse with those around it, so what stood between two blocks before is restored by a margin of the group below. All is read,
 * then all is written, twice: however many groups there are, the page is laid out once for it, and before if it has changed.
 */
export function contain(groups: readonly HTMLElement[]): void {
  const contained = groups.filter(mayBeContained);
  const seams = [...new Set(contained.flatMap((group) => [group, below(group)]))];
  const gaps = seams.map(gapAbove);
  for (const { style } of contained) style.display = "flow-root";
  const margins = seams.map((group, index) =>
    marginFor(group, gapAbove(group) - (gaps[index] ?? 0)),
  );
  const heights = contained.map((group) => group.getBoundingClientRect().height);
  for (const [index, { style }] of seams.entries()) style.marginTop = margins[index] ?? "";
  for (const [index, group] of contained.entries()) {
    group.style.setProperty("contain-intrinsic-height", `auto ${heights[index]}px`);
    group.style.setProperty("overflow-clip-margin", CLIP_MARGIN);
    group.style.setProperty("content-visibility", "auto");
    watch(group);
  }
}

/** The group after one: each that is contained has one. */
function below(group: HTMLElement): HTMLElement {
  return (group.nextElementSibling as HTMLElement | null) ?? group;
}

/** How far the first block of a group stands below the block before it, in px. */
function gapAbove(group: HTMLElement): number {
  const before = group.previousElementSibling;
  const above = before?.localName === "div" ? before.lastElementChild : before;
  return top(group.firstElementChild) - bottom(above);
}

function top(element: Element | null): number {
  return element?.getBoundingClientRect().top ?? 0;
}

function bottom(element: Element | null): number {
  return element?.getBoundingClientRect().bottom ?? 0;
}

/** The margin of a group that makes the gap above it smaller, in `em`: so it stays right in letters of another size. */
function marginFor(group: HTMLElement, px: number): string {
  if (px === 0) return group.style.marginTop;
  const { fontSize, marginTop } = getComputedStyle(group);
  return `${(Number.parseFloat(marginTop) - px) / Number.parseFloat(fontSize)}em`;
}

/** Whether nothing of a group would be cut off, and no style sheet counts its headings: it would begin anew in each group. */
function mayBeContained(group: HTMLElement): boolean {
  return !overflows(group) && ![...group.children].some(isCounted);
}

function overflows({ scrollWidth, clientWidth }: Element): boolean {
  return scrollWidth > clientWidth;
}

function isCounted(block: Element): boolean {
  const isHeading = block.localName.length === 2 && block.localName.startsWith("h");
  if (!isHeading) return false;
  return [undefined, "::before"].some(
    (pseudo) => getComputedStyle(block, pseudo).counterIncrement !== "none",
  );
}

/** Whether a group is out of sight: how wide it would be is not known then. */
function isSkipped({ firstElementChild }: Element): boolean {
  return firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) === false;
}

/** Contains a group no longer when it became so narrow that something of it would be cut off. */
function watch(group: HTMLElement): void {
  const view = group.ownerDocument.defaultView;
  if (!view) return;
  const observer = new view.ResizeObserver(() => {
    if (isSkipped(group) || !overflows(group)) return;
    group.style.removeProperty("content-visibility");
    observer.disconnect();
  });
  observer.observe(group);
}
