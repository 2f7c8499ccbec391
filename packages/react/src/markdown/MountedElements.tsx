import type { ElementStore, StoredElement } from "@workflow-stream/markdown/binding";
import {
  memo,
  type NamedExoticComponent,
  type ReactElement,
  type ReactNode,
  useSyncExternalStore,
} from "react";
import { createPortal } from "react-dom";
import type { MarkdownComponents } from "./streamingMarkdownProps.ts";

interface MountedElementsProps {
  store: ElementStore;
  components: MarkdownComponents;
}

/** The components that stand for parts of a text, each where that part is. */
export function MountedElements({ store, components }: MountedElementsProps): ReactNode {
  const elements = useSyncExternalStore(store.subscribe, store.getElements, getNone);
  return elements.map((element) =>
    createPortal(
      <MountedElement element={element} Component={components[element.kind]} />,
      element.host,
      String(element.key),
    ),
  );
}

const NONE: readonly StoredElement[] = [];
const getNone = (): readonly StoredElement[] => NONE;

interface MountedElementProps {
  element: StoredElement;
  Component: MarkdownComponents[StoredElement["kind"]];
}

/** Renders again when its own part has changed, not when another has. */
const MountedElement: NamedExoticComponent<MountedElementProps> = /* @__PURE__ */ memo(
  function MountedElement({ element, Component }: MountedElementProps): ReactElement | null {
    const node = useSyncExternalStore(element.subscribe, element.getNode, element.getNode);
    return Component ? <Component node={node} /> : null;
  },
);
