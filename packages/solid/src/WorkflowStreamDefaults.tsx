import {
  withDefaults,
  type WorkflowStreamDefaultOptions,
  type WorkflowStreamMessages,
} from "@workflow-stream/core/binding";
import { createContext, type JSX, mergeProps, useContext } from "solid-js";

const Defaults = createContext<WorkflowStreamDefaultOptions>({});

/**
 * Gives every stream made below it what its own options leave out. A nested one adds to the outer one.
 * @example
 * ```tsx
 * <WorkflowStreamDefaults value={{ baseUrl: "https://api.example.com/api/v1", token }}>
 *   <App />
 * </WorkflowStreamDefaults>
 * ```
 */
export function WorkflowStreamDefaults(props: {
  value: WorkflowStreamDefaultOptions;
  children?: JSX.Element;
}): JSX.Element {
  const outer = useContext(Defaults);
  return (
    <Defaults.Provider value={mergeProps(outer, () => props.value)}>
      {props.children}
    </Defaults.Provider>
  );
}

/** Finds the defaults of this place; what it returns adds them to options, as they are when it is called. */
export function useDefaults(): <Options extends object>(options: Options) => Options {
  const defaults = useContext(Defaults);
  return (options) => withDefaults(options, defaults);
}

/** Finds the sentences of this place, as they are when they are asked for. */
export function useMessages(): () => Partial<WorkflowStreamMessages> | undefined {
  const withDefaults = useDefaults();
  return () => withDefaults<WorkflowStreamDefaultOptions>({}).messages;
}
