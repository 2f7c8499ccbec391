import type { WorkflowServerOptions } from "./options.ts";
import { lackOf } from "./workflowShape.ts";

/** What a file of workflows gives: options, of which only the workflows are sure to be there. */
export type FileOptions = Partial<WorkflowServerOptions> & Pick<WorkflowServerOptions, "workflows">;

/** A file of workflows that was imported. */
export interface WorkflowModule {
  readonly default?: unknown;
}

/**
 * Reads the default export of a file: an array of workflows, or options with one.
 * @throws TypeError when it is neither.
 */
export function readWorkflowFile({ default: value }: WorkflowModule, file: string): FileOptions {
  if (value === undefined) {
    throw new TypeError(`${file} has no default export: write "export default [myWorkflow]"`);
  }
  const options = Array.isArray(value) ? { workflows: value } : value;
  if (!isObject(options) || !Array.isArray(options.workflows)) {
    throw new TypeError(
      `the default export of ${file} must be an array of workflows, or options with one as "workflows"`,
    );
  }
  if (options.workflows.length === 0) throw new TypeError(`${file} exports no workflow`);
  for (const [index, workflow] of options.workflows.entries()) {
    const lack = lackOf(workflow);
    if (lack !== undefined) {
      throw new TypeError(`number ${index + 1} of the workflows of ${file} ${lack}`);
    }
  }
  return options as FileOptions;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
