import {
  type Mount,
  type Mounted,
  type MountInit,
  type MountOptions,
  toProps,
} from "@workflow-stream/conformance";
import {
  type App,
  type Component,
  createApp,
  createSSRApp,
  defineComponent,
  h,
  nextTick,
  onMounted,
  type Ref,
  ref,
  shallowRef,
  type VNode,
} from "vue";
import { type MarkdownNode, StreamingMarkdown } from "../src/markdown/index.ts";
import {
  type Snapshot,
  StreamingText,
  type StreamingTextNotice,
  type StreamingTextSlot,
  useWorkflowStream,
  type UseWorkflowStreamOptions,
  type WorkflowStream,
  workflowStreamDefaults,
} from "../src/index.ts";

type Stream = WorkflowStream<Record<string, unknown>>;
type Binding = Pick<Mounted, "stream" | "methods" | "snapshot">;

/** Mounts a binding on a page, for the conformance suite. */
export const mount: Mount = async (given, { kind, html }) => {
  const options = shallowRef(given);
  const warnings: string[] = [];
  let renders = 0;
  let binding!: Binding;
  const Root = SHOW[kind](
    options,
    (made) => (binding = made),
    () => renders++,
  );
  const app: App = html === undefined ? createApp(Root) : createSSRApp(Root);
  app.config.warnHandler = (message) => warnings.push(message);
  app.use(workflowStreamDefaults(() => ({ messages: options.value.messages })));
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html ?? "";
  app.mount(container);
  return {
    ...binding,
    container,
    warnings,
    html: () => container.innerHTML,
    renders: () => renders,
    settle: nextTick,
    async update(changed) {
      options.value = changed;
      await nextTick();
    },
    async unmount() {
      app.unmount();
      container.remove();
    },
  };
};

type Show = (
  options: Ref<MountOptions>,
  onSetup: (binding: Binding) => void,
  onRender: () => void,
) => ReturnType<typeof defineComponent>;

const showPrimitive: Show = (options, onSetup, onRender) =>
  defineComponent(() => {
    const { stream: given } = options.value;
    const result = useWorkflowStream((given ?? options) as Stream | Ref<UseWorkflowStreamOptions>);
    const { stream, text, status, isLoading } = result;
    const names = Object.keys(stream.getSnapshot()) as (keyof Snapshot)[];
    const fields = (): unknown =>
      Object.fromEntries(names.map((name) => [name, result[name].value]));
    onSetup({ stream, methods: result, snapshot: () => fields() as Snapshot });
    return (): VNode => {
      onRender();
      return h("p", { "data-status": status.value, "aria-busy": isLoading.value }, text.value);
    };
  });

const showing =
  (component: Component): Show =>
  (options, onSetup, onRender) =>
    defineComponent(() => {
      const handle = ref<Stream & { stream: Stream }>();
      onMounted(() => {
        const { stream, start, retry, stop } = handle.value!;
        onSetup({ stream, methods: { start, retry, stop }, snapshot: stream.getSnapshot });
      });
      const part = ({ kind, text, lang, isOpen }: MarkdownNode): VNode => {
        onRender();
        return h("b", { "data-kind": kind, "data-lang": lang, "data-open": isOpen }, text);
      };
      const text = (slot: StreamingTextSlot): VNode => {
        onRender();
        return h("b", slot.text);
      };
      return (): VNode => {
        const { slot, slots, parts = [] } = options.value;
        return h(
          component,
          { ...toProps(options.value), ref: handle },
          {
            ...(slot && { default: text }),
            ...Object.fromEntries(parts.map((kind) => [kind, part])),
            ...(slots && SLOTS),
          },
        );
      };
    });

const SLOTS = {
  spinner: () => h("i", "waiting"),
  fallback: () => h("i", "sorry"),
  partial: ({ message, retry }: StreamingTextNotice) => h("button", { onClick: retry }, message),
};

const SHOW: Readonly<Record<MountInit["kind"], Show>> = {
  primitive: showPrimitive,
  component: showing(StreamingText as Component),
  markdown: showing(StreamingMarkdown as Component),
};
