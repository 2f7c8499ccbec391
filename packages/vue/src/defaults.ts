import {
  type WorkflowStreamDefaultOptions,
  type WorkflowStreamMessages,
  withDefaults,
} from "@workflow-stream/core/binding";
import {
  hasInjectionContext,
  inject,
  type InjectionKey,
  type MaybeRefOrGetter,
  type Plugin,
  toValue,
} from "vue";

const KEY: InjectionKey<MaybeRefOrGetter<WorkflowStreamDefaultOptions>> = Symbol(
  "workflow-stream defaults",
);

/**
 * A plugin: every stream of the app takes from it what its own options leave out.
 * Given as a ref or getter, the defaults are asked whenever a stream asks for its options.
 * @example
 * ```ts
 * createApp(App).use(workflowStreamDefaults({ baseUrl: "https://api.example.com/api/v1", token }));
 * ```
 */
export function workflowStreamDefaults(
  defaults: MaybeRefOrGetter<WorkflowStreamDefaultOptions>,
): Plugin {
  return { install: (app) => void app.provide(KEY, defaults) };
}

/** Finds the app's defaults; returns how to add them to options. */
export function useDefaults(): <Options extends object>(options: Options) => Options {
  const defaults = hasInjectionContext() ? inject(KEY, {}) : {};
  return (options) => withDefaults(options, toValue(defaults));
}

/** Finds the app's sentences, as they are when they are asked for. */
export function useMessages(): () => Partial<WorkflowStreamMessages> | undefined {
  const addDefaults = useDefaults();
  return () => addDefaults<WorkflowStreamDefaultOptions>({}).messages;
}
