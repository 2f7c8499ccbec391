import MarkdownRender from "markstream-vue";
import { createApp, h, ref } from "vue";
import { contendWithWhole } from "../mount/markdown.ts";

// smoothing and batching off: with them the text comes later than it was given, and old nodes leave the page
const text = ref("");
const isOpen = ref(true);
let isMounted = false;

contendWithWhole((root, now, isOpenNow) => {
  text.value = now;
  isOpen.value = isOpenNow;
  if (isMounted) return;
  isMounted = true;
  createApp(() =>
    h(MarkdownRender, {
      content: text.value,
      final: !isOpen.value,
      smoothStreaming: false,
      batchRendering: false,
      deferNodesUntilVisible: false,
      viewportPriority: false,
    }),
  ).mount(root);
});
