import type { MarkdownNode, MountElement } from "@workflow-stream/markdown";
import { flushSync, getAllContexts, mount, type Snippet, unmount } from "svelte";
import MountedElement from "./MountedElement.svelte";

/** Mounts a snippet for parts of a text; it keeps the context of the component that is set up. */
export function mountSnippet(
  context: ReturnType<typeof getAllContexts>,
  snippet: () => Snippet<[MarkdownNode]> | undefined,
): MountElement {
  return (host, first) => {
    let node = $state.raw(first);
    host.replaceChildren();
    const props = {
      get snippet() {
        return snippet();
      },
      get node() {
        return node;
      },
    };
    let mounted: ReturnType<typeof mount> | undefined;
    let isDestroyed = false;
    // not in an effect that may be running: what is mounted in one may miss later changes
    queueMicrotask(() => {
      if (!isDestroyed) mounted = mount(MountedElement, { target: host, props, context });
    });
    return {
      update: (next) => void (node = next),
      destroy() {
        isDestroyed = true;
        if (!mounted) return;
        void unmount(mounted);
        flushSync();
      },
    };
  };
}
