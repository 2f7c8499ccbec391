import { gzipSync } from "node:zlib";
import { measureSizes } from "../../scripts/measureSizes.ts";
import { bundleWithEsbuild } from "../measure/bundleWithEsbuild.ts";
import { bundleWithVite } from "../measure/bundleWithVite.ts";
import type { Experiment } from "./experiment.ts";

/** What a user imports: label, module and name. */
const imports: readonly (readonly [label: string, module: string, name: string])[] = [
  ["ours, Vue", "@workflow-stream/vue", "useWorkflowStream"],
  ["ours, Svelte", "@workflow-stream/svelte", "createWorkflowStream"],
  ["ours, Solid", "@workflow-stream/solid", "createWorkflowStream"],
  ["ours, React", "@workflow-stream/react", "useWorkflowStream"],
  ["ours, Vue, StreamingText", "@workflow-stream/vue", "StreamingText"],
  ["AI SDK, Vue", "@ai-sdk/vue", "useCompletion"],
  ["AI SDK, Svelte", "@ai-sdk/svelte", "Completion"],
  ["AI SDK, React", "@ai-sdk/react", "useCompletion"],
  ["TanStack AI, Vue", "@tanstack/ai-vue", "useChat"],
  ["TanStack AI, React", "@tanstack/ai-react", "useChat"],
  ["fetch-event-source", "@microsoft/fetch-event-source", "fetchEventSource"],
];

/** One import with all that it brings along, the framework left out, minified and compressed. */
export const size: Experiment = {
  name: "size",
  rounds: 1,
  jobs() {
    // as the README has them, so that both say the same
    const own = measureSizes();
    return imports.map(([contender, module, name]) => ({
      contender,
      setting: name,
      async run() {
        const code = `export { ${name} } from "${module}"`;
        const ownName = `${module.replace("@workflow-stream/", "")}: ${name}`;
        const figures = {
          gzipBytes: own.get(ownName) ?? compressedBytes(await bundleWithEsbuild(code)),
          viteGzipBytes: compressedBytes(await bundleWithVite(code)),
        };
        return { figures, mismatch: "" };
      },
    }));
  },
};

function compressedBytes(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}
