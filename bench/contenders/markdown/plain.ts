import { attachText } from "@workflow-stream/core";
import { createTextStream } from "@workflow-stream/core/binding";
import { contendWithMarkdown } from "../../page/markdown.ts";

// the same text as it is, painted by core and nothing else: what showing so much text costs at all
contendWithMarkdown((root) => {
  const { stream } = createTextStream("", true);
  let paint: Parameters<typeof stream.subscribe>[0] = () => {};
  attachText(root, {
    ...stream,
    subscribe(listener) {
      paint = listener;
      return () => {};
    },
  });
  return { append: (delta) => paint(stream.getSnapshot(), delta), end() {} };
});
