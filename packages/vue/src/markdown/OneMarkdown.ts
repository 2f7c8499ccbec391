import type { WorkflowStream } from "@workflow-stream/core";
import { createTextStream, streamOptionsOf } from "@workflow-stream/core/binding";
import { type MarkdownOptions, renderMarkdown } from "@workflow-stream/markdown";
import { createElementStore, createMarkdownView } from "@workflow-stream/markdown/binding";
import { defineComponent, h, onUpdated, type VNode, watch, watchEffect } from "vue";
import { streamingTextEmits } from "../endings.ts";
import { OneStream, type TextHolder } from "../OneStream.ts";
import { useWorkflowStream } from "../useWorkflowStream.ts";
import { MountedElements } from "./MountedElements.ts";
import {
  elementSlots,
  streamingMarkdownProps,
  streamingMarkdownSlots,
} from "./streamingMarkdownProps.ts";

/** Shows one stream as Markdown: the one it is handed first, one of the text it is handed, or one it makes of its props. */
export const OneMarkdown = /* @__PURE__ */ defineComponent({
  props: streamingMarkdownProps,
  emits: streamingTextEmits,
  slots: streamingMarkdownSlots,
  setup(props, { slots, emit, expose }) {
    const { stream, start, retry, stop } = useWorkflowStream(
      givenStream() ?? (() => streamOptionsOf(props)),
    );
    expose({ stream, start, retry, stop });

    const store = createElementStore();
    let given = elementSlots(slots);
    // each option is read, as it may be changed in place
    const options = (): MarkdownOptions => store.addTo({ ...props.markdown }, elementSlots(slots));
    const view = createMarkdownView(stream, options());
    watchEffect(() => view.setOptions(options()));
    onUpdated(() => view.setOptions(options()));
    const { subscribe, getSnapshot } = view;
    const shown = { ...stream, subscribe, getSnapshot };
    const holder: TextHolder = {
      tag: "div",
      // on a page no HTML is parsed: a policy may forbid it
      contentOf: (text) =>
        typeof document === "undefined" ? { innerHTML: renderMarkdown(text, options()) } : {},
      attach: view.attach,
      beside: () => h(MountedElements, { store, given }),
    };

    function givenStream(): WorkflowStream | undefined {
      if (props.text === undefined) return props.stream as WorkflowStream | undefined;
      const { stream, update } = createTextStream(props.text, props.isOpen);
      watch(
        () => [props.text ?? "", props.isOpen] as const,
        ([text, isOpen]) => update(text, isOpen),
      );
      return stream;
    }

    return (): VNode => {
      given = elementSlots(slots);
      const { text: _, isOpen: __, markdown: ___, ...shownProps } = props;
      return h(
        OneStream,
        {
          ...shownProps,
          stream: shown,
          holder,
          onFinish: (snapshot) => emit("finish", snapshot),
          onError: (error) => emit("error", error),
        },
        { ...slots },
      );
    };
  },
});
