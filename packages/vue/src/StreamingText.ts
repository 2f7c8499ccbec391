import { attachText } from "@workflow-stream/core";
import { defineComponent, h, type VNode } from "vue";
import { streamingTextEmits } from "./endings.ts";
import { showOneAtATime } from "./oneAtATime.ts";
import { OneStream, type TextHolder } from "./OneStream.ts";
import type { Sourced } from "./sourced.ts";
import { streamingTextProps, streamingTextSlots } from "./streamingTextProps.ts";

const PLAIN_TEXT: TextHolder = {
  tag: "span",
  contentOf: (textContent) => ({ textContent }),
  attach: attachText,
};

const component = /* @__PURE__ */ defineComponent({
  name: "StreamingText",
  props: streamingTextProps,
  emits: streamingTextEmits,
  slots: streamingTextSlots,
  setup(props, { slots, emit, expose }) {
    const one = showOneAtATime(() => props.stream, emit, expose);
    return (): VNode => h(OneStream, { ...props, holder: PLAIN_TEXT, ...one() }, { ...slots });
  },
});

/**
 * Shows a workflow's text as it arrives. The text reaches the page as text, never as markup.
 * Give it `url`, or `workflowId` with `baseUrl` and `token`, or a `stream` made elsewhere.
 * @example
 * ```vue
 * <StreamingText workflow-id="explain" :token="token" :inputs="{ topic: 'tides' }" />
 * ```
 */
export const StreamingText = component as Omit<typeof component, never> &
  (new () => Sourced<InstanceType<typeof component>>);
