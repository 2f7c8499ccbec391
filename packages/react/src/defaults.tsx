import { withDefaults, type WorkflowStreamDefaultOptions } from "@workflow-stream/core/binding";
import { createContext, type ReactElement, type ReactNode, useContext, useMemo } from "react";

const Defaults = /* @__PURE__ */ createContext<WorkflowStreamDefaultOptions>({});

/** Props of `<WorkflowStreamDefaults>`. */
export interface WorkflowStreamDefaultsProps {
  value: WorkflowStreamDefaultOptions;
  children?: ReactNode;
}

/**
 * Gives the streams made below it what their own options leave out. One inside another adds to it.
 * @example
 * ```tsx
 * <WorkflowStreamDefaults value={{ baseUrl: "https://api.example.com/api/v1", token }}>
 *   <App />
 * </WorkflowStreamDefaults>
 * ```
 */
export function WorkflowStreamDefaults(props: WorkflowStreamDefaultsProps): ReactElement {
  const { value, children } = props;
  const outer = useContext(Defaults);
  const merged = useMemo(() => withDefaults(value, outer), [value, outer]);
  return <Defaults.Provider value={merged}>{children}</Defaults.Provider>;
}

/** The defaults that hold here. */
export function useDefaults(): WorkflowStreamDefaultOptions {
  return useContext(Defaults);
}
