import { stat } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { WorkflowServerOptions } from "../options.ts";
import { lackOf } from "../workflowShape.ts";
import { CliError, messageOf } from "./failure.ts";
import { syntaxPlace } from "./syntaxPlace.ts";

/** What a file of workflows gives: options, of which only the workflows are sure to be there. */
export type FileOptions = Partial<WorkflowServerOptions> & Pick<WorkflowServerOptions, "workflows">;

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
  if (module.default === undefined) {
    throw new CliError(`${file} has no default export: write "export default [myWorkflow]"`);
  }
  return readExport(module.default, file);
}

function refuseOldNode(path: string): void {
  if (![".ts", ".mts"].includes(extname(path)) || process.features.typescript) return;
  throw new CliError(
    `this Node (${process.version}) does not read TypeScript by itself: use Node 22.18 or later, or compile the file`,
  );
}

async function importFile(path: string, file: string): Promise<{ readonly default?: unknown }> {
  try {
    return (await import(pathToFileURL(path).href)) as { default?: unknown };
  } catch (thrown) {
    throw new CliError(`${failed(thrown, path, file)}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

function failed(thrown: unknown, path: string, file: string): string {
  if (!(thrown instanceof SyntaxError)) return `${file} failed when it was loaded`;
  const place = syntaxPlace(thrown, path);
  return place ? `can't read ${place}` : `${file} can't be read`;
}

function readExport(value: unknown, file: string): FileOptions {
  const options = Array.isArray(value) ? { workflows: value } : value;
  if (!isObject(options) || !Array.isArray(options.workflows)) {
    throw new CliError(
      `the default export of ${file} must be an array of workflows, or options with one as "workflows"`,
    );
  }
  if (options.workflows.length === 0) throw new CliError(`${file} exports no workflow`);
  for (const [index, workflow] of options.workflows.entries()) {
    const lack = lackOf(workflow);
    if (lack !== undefined) {
      throw new CliError(`number ${index + 1} of the workflows of ${file} ${lack}`);
    }
  }
  return options as FileOptions;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
