import {
  type WorkflowStreamDefaultOptions,
  type WorkflowStreamMessages,
  withDefaults,
} from "@workflow-stream/core/binding";
import {
  type App,
  hasInjectionContext,
  inject,
  type InjectionKey,
  type MaybeRefOrGetter,
  type Plugin,
  toValue,
} from "vue";

type Defaults = MaybeRefOrGetter<WorkflowStreamDefaultOptions>;

const KEY: InjectionKey<Defaults> = Symbol("workflow-stream defaults");
/** What each app was given, in its order: Vue provides one thing under a key. */
const given = /* @__PURE__ */ new WeakMap<App, Defaults[]>();

/**
 * A plugin: every stream of the app takes from it what its own options leave out.
 * Given as a ref or getter, the defaults are asked whenever a stream asks for its options. Used twice, the later counts where both say
 * something.
 * @example
 * ```ts
 * createApp(App).use(workflowStreamDefaults({ baseUrl: "https://api.example.com/api/v1", token }));
 * ```
 */
export function workflowStreamDefaults(defaults: Defaults): Plugin {
  return {
    install(app) {
      const before = given.get(app);
      if (before) return void before.push(defaults);
      const all = [defaults];
      given.set(app, all);
      app.provide(KEY, () =>
        all.reduce<WorkflowStreamDefaultOptions>(
          (outer, own) => withDefaults(toValue(own), outer),
          {},
        ),
      );
    },
  };
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
