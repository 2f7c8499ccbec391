import { openApiDocument } from "../openapi/document.ts";
import { resolvePaths } from "../paths.ts";
import type { FileOptions } from "../workflowFile.ts";
import type { OpenApiCommand } from "./commandLine.ts";
import { CliError, messageOf } from "./failure.ts";
import { loadWorkflows } from "./workflowFile.ts";

/**
 * Prints the OpenAPI document of a file of workflows, and exits: the file may have opened a connection that would keep the process.
 * @throws CliError when the file can't be used.
 */
export async function openApi({ file, basePath }: OpenApiCommand): Promise<void> {
  const options = await loadWorkflows(file);
  const path = pathOf(basePath === undefined ? options : { ...options, basePath });
  const text = JSON.stringify(openApiDocument(options.workflows, path), null, 2);
  process.stdout.write(`${text}\n`, () => process.exit(0));
}

function pathOf(options: FileOptions): string {
  try {
    return resolvePaths(options);
  } catch (error) {
    throw new CliError(messageOf(error), { cause: error });
  }
}
