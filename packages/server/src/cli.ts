#!/usr/bin/env node
import cluster from "node:cluster";
import { createRequire } from "node:module";
import { readCommandLine } from "./cli/commandLine.ts";
import { readEnvironment } from "./cli/environment.ts";
import { CliError } from "./cli/failure.ts";
import { HELP } from "./cli/help.ts";
import { keygen } from "./cli/keygen.ts";
import { openApi } from "./cli/openApi.ts";
import { serve } from "./cli/serve.ts";
import { superviseWorkers } from "./cli/workers.ts";

try {
  await main();
} catch (error) {
  if (!(error instanceof CliError)) throw error;
  process.stderr.write(`workflow-stream: ${error.message}\n`);
  process.exit(error.exitCode);
}

async function main(): Promise<void> {
  const command = readCommandLine(process.argv.slice(2));
  if (command.name === "serve") {
    const supervises = command.workers > 1 && cluster.isPrimary;
    return (supervises ? superviseWorkers : serve)(command, readEnvironment(process.env));
  }
  if (command.name === "openapi") return openApi(command);
  if (command.name === "keygen") return print(keygen(command.keyName));
  if (command.name === "help") return print(HELP);
  const { version } = createRequire(import.meta.url)("../package.json") as { version: string };
  print(`${version}\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}
