import type { Workflow } from "./workflow.ts";

/** What a workflow of plain JavaScript lacks, in words; `undefined`: nothing. */
export function lackOf(workflow: unknown): string | undefined {
  const { id, inputs, run } = membersOf(workflow);
  if (typeof id !== "string") return "has no id";
  if (inputs === undefined) return "has no inputs: it needs a schema, such as z.object({})";
  if (!isSchema(inputs)) return "has inputs that are no Standard Schema";
  if (typeof run !== "function") return "has no run";
  return undefined;
}

/** @throws TypeError when one of them is no workflow. */
export function checkWorkflows(workflows: readonly Workflow[]): void {
  if (!Array.isArray(workflows)) throw new TypeError("workflows must be an array");
  for (const [index, workflow] of workflows.entries()) {
    const lack = lackOf(workflow);
    if (lack === undefined) continue;
    const { id } = membersOf(workflow);
    const which = typeof id === "string" ? `workflow "${id}"` : `number ${index + 1} of workflows`;
    throw new TypeError(`${which} ${lack}`);
  }
}

function isSchema(value: unknown): boolean {
  return typeof membersOf(membersOf(value)["~standard"]).validate === "function";
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value);
}
