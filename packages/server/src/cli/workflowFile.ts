import { stat } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readWorkflowFile, type FileOptions, type WorkflowModule } from "../workflowFile.ts";
import { CliError, messageOf } from "./failure.ts";
import { syntaxPlace } from "./syntaxPlace.ts";

/**
 * Imports a file and reads its default export: an array of workflows, or options with one.
 * @throws CliError for each thing that can be wrong with it.
 */
export async function loadWorkflows(file: string): Promise<FileOptions> {
  const path = resolve(file);
  const stats = await stat(path).catch(() => undefined);
  if (!stats) throw new CliError(`there is no file ${path}`);
  if (!stats.isFile()) throw new CliError(`${path} is no file`);
  refuseOldNode(path);
  const module = await importFile(path, file);
  try {
    return readWorkflowFile(module, file);
  } catch (wrong) {
    throw new CliError(messageOf(wrong), { cause: wrong });
  }
}

function refuseOldNode(path: string): void {
  if (![".ts", ".mts"].includes(extname(path)) || process.features.typescript) return;
  throw new CliError(
    `this Node (${process.version}) does not read TypeScript by itself: use Node 22.18 or later, or compile the file`,
  );
}

async function importFile(path: string, file: string): Promise<WorkflowModule> {
  try {
    return (await import(pathToFileURL(path).href)) as WorkflowModule;
  } catch (thrown) {
    throw new CliError(`${failed(thrown, path, file)}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

function failed(thrown: unknown, path: string, file: string): string {
  if (!(thrown instanceof SyntaxError)) return `${file} failed when it was loaded`;
  const place = syntaxPlace(thrown, path);
  return place ? `can't read ${place}` : `${file} can't be read`;
}
