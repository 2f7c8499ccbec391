import { loadWorkflows } from "../../src/cli/workflowFile.ts";
import { messageOf } from "../../src/cli/failure.ts";

// Loads each file it is given, in a process without a test runner between it and Node, and prints what was wrong with each.
const messages: Record<string, string> = {};
for (const file of process.argv.slice(2)) {
  messages[file] = await loadWorkflows(file).then(() => "", messageOf);
}
process.stdout.write(JSON.stringify(messages));
