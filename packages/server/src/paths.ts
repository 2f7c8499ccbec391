import type { WorkflowServerOptions } from "./options.ts";
import { checkWorkflows } from "./workflowShape.ts";

/**
 * The path before all endpoints.
 * @throws TypeError when one of the workflows is none, the path or the id of a workflow can't stand in a URL, or two workflows have one id.
 */
export function resolvePaths({
  basePath = "/api/v1",
  workflows,
}: Pick<WorkflowServerOptions, "basePath" | "workflows">): string {
  const [first, ...segments] = basePath.split("/");
  if (first !== "" || !segments.every(canStandInUrl)) {
    throw new TypeError(`basePath must be empty or look like /api/v1, not ${basePath}`);
  }
  checkWorkflows(workflows);
  checkWorkflowIds(workflows.map(({ id }) => id));
  return basePath;
}

function checkWorkflowIds(ids: readonly string[]): void {
  for (const [index, id] of ids.entries()) {
    if (!canStandInUrl(id)) throw new TypeError(`workflow id "${id}" can't stand in a URL`);
    if (ids.indexOf(id) !== index) throw new TypeError(`two workflows have the id "${id}"`);
  }
}

/** Whether a text can be a segment of a path. Dots alone say where to go, and whoever reads a URL takes them out. */
function canStandInUrl(segment: string): boolean {
  return /^[\w.~-]+$/.test(segment) && segment !== "." && segment !== "..";
}
