import type { ElementKind } from "@workflow-stream/markdown";
import type { ElementStore, StoredElement } from "@workflow-stream/markdown/binding";
import {
  defineComponent,
  h,
  onScopeDispose,
  type PropType,
  shallowRef,
  Teleport,
  type VNode,
} from "vue";
import type { ElementSlots } from "./streamingMarkdownProps.ts";

/** The slots that stand for parts of a text, each where that part is. */
export const MountedElements = /* @__PURE__ */ defineComponent({
  props: {
    store: { type: Object as PropType<ElementStore>, required: true },
    /** In a prop: what is given slots renders whenever its parent does. */
    given: { type: Object as PropType<ElementSlots>, required: true },
  },
  setup(props) {
    const { store } = props;
    const elements = shallowRef(store.getElements());
    onScopeDispose(store.subscribe(() => (elements.value = store.getElements())));
    return (): VNode[] =>
      elements.value.map((element) =>
        h(Teleport, { to: element.host, key: element.key }, [
          h(MountedElement, { element, given: props.given[element.kind] }),
        ]),
      );
  },
});

/** Renders again when its own part has changed, not when another has. */
const MountedElement = /* @__PURE__ */ defineComponent({
  props: {
    element: { type: Object as PropType<StoredElement>, required: true },
    given: Function as PropType<ElementSlots[ElementKind]>,
  },
  setup(props) {
    const { element } = props;
    const node = shallowRef(element.getNode());
    onScopeDispose(element.subscribe(() => (node.value = element.getNode())));
    return (): VNode[] | undefined => props.given?.(node.value);
  },
});
