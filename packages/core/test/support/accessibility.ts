import { devtools } from "./devtools.ts";

interface AccessibleNode {
  nodeId: string;
  parentId?: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
}

interface FrameTree {
  frame: { id: string; url: string };
  childFrames?: FrameTree[];
}

/** What the static texts of this page say to assistive technology, joined in their order. */
export async function accessibleText(): Promise<string> {
  const { frameTree } = await devtools<{ frameTree: FrameTree }>("Page.getFrameTree");
  const frames = [frameTree, ...(frameTree.childFrames ?? [])].map(({ frame }) => frame);
  const frameId = frames.find(({ url }) => url === location.href)?.id;
  await devtools("Accessibility.enable");
  const { nodes } = await devtools<{ nodes: AccessibleNode[] }>("Accessibility.getFullAXTree", {
    frameId,
  });
  await devtools("Accessibility.disable");
  return nodes
    .filter(({ role, ignored }) => role?.value === "StaticText" && !ignored)
    .map(({ name }) => name!.value)
    .join("");
}
