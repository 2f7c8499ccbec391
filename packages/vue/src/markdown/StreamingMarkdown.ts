import type { StreamingTextSource } from "@workflow-stream/core/binding";
import { defineComponent, h, type VNode } from "vue";
import { streamingTextEmits } from "../endings.ts";
import { showOneAtATime } from "../oneAtATime.ts";
import { OneMarkdown } from "./OneMarkdown.ts";
import type { Sourced } from "../sourced.ts";
import { streamingMarkdownProps, streamingMarkdownSlots } from "./streamingMarkdownProps.ts";

/** A text from elsewhere has no source of ours. */
interface GivenText {
  text: string;
  inputs?: undefined;
  workflowId?: undefined;
  baseUrl?: undefined;
  url?: undefined;
  stream?: undefined;
}

const component = /* @__PURE__ */ defineComponent({
  name: "StreamingMarkdown",
  props: streamingMarkdownProps,
  emits: streamingTextEmits,
  slots: streamingMarkdownSlots,
  setup(props, { slots, emit, expose }) {
    const source = (): unknown => props.stream ?? props.text === undefined;
    const one = showOneAtATime(source, emit, expose);
    return (): VNode => h(OneMarkdown, { ...props, ...one() }, { ...slots });
  },
});

/**
 * Shows a text as Markdown while it arrives. Give it what `<StreamingText>` takes, or a `text` from elsewhere with `isOpen`.
 * Nothing of the text reaches the page but a fixed list of elements and attributes.
 * @example
 * ```vue
 * <StreamingMarkdown :stream="stream" :markdown="{ headingOffset: 2 }" />
 * <StreamingMarkdown :text="message.text" :is-open="message.isStreaming" />
 * ```
 */
export const StreamingMarkdown = component as Omit<typeof component, never> &
  (new () => Sourced<InstanceType<typeof component>, StreamingTextSource | GivenText>);
