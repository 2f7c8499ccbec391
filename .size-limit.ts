import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

type Compile = (source: string, options: { filename: string }) => { js: { code: string } };

interface Bundling {
  onLoad(on: { filter: RegExp }, load: (file: { path: string }) => { contents: string }): void;
}

interface BundlerConfig {
  plugins?: object[];
}

interface Check {
  name: string;
  path: string;
  import: string;
  limit: string;
  ignore: string[];
  gzip: true;
  brotli: false;
  modifyEsbuildConfig: (config: BundlerConfig) => BundlerConfig;
}

const { compile, compileModule } = createRequire(`${import.meta.dirname}/packages/svelte/`)(
  "svelte/compiler",
) as { compile: Compile; compileModule: Compile };

/** Compiles Svelte's components and modules, as their user's bundler does. */
const svelte = {
  name: "svelte",
  setup({ onLoad }: Bundling): void {
    const compileWith = (compiler: Compile, filter: RegExp): void =>
      onLoad({ filter }, ({ path }) => ({
        contents: compiler(readFileSync(path, "utf8"), { filename: path }).js.code,
      }));
    compileWith(compile, /\.svelte$/);
    compileWith(compileModule, /\.svelte\.js$/);
  },
};

/** An import with all that it brings along, minified and gzipped, and how large that may be; the framework is left out. */
function check(binding: string, name: string, limit: string, ...framework: string[]): Check {
  return {
    name: `${binding}: ${name}`,
    path: `packages/${binding}/dist/index.js`,
    import: `{ ${name} }`,
    limit,
    ignore: framework,
    gzip: true,
    brotli: false,
    modifyEsbuildConfig: (config) => ({ ...config, plugins: [svelte] }),
  };
}

/** `StreamingMarkdown` of a binding: whoever shows plain text alone does not pay for it. */
function checkMarkdown(binding: string, limit: string, ...framework: string[]): Check {
  const file = binding === "svelte" ? "markdown/index.js" : "markdown.js";
  const plain = check(binding, "StreamingMarkdown", limit, ...framework);
  return { ...plain, path: `packages/${binding}/dist/${file}` };
}

const checks: Check[] = [
  check("markdown", "attachMarkdown", "21.1 kB"),
  check("core", "createWorkflowStream", "14.3 kB"),
  check("core", "readText", "5.2 kB"),
  check("vue", "useWorkflowStream", "15.2 kB", "vue"),
  check("vue", "StreamingText", "17.6 kB", "vue"),
  check("svelte", "createWorkflowStream", "15.4 kB", "svelte"),
  check("svelte", "StreamingText", "18.2 kB", "svelte"),
  check("solid", "createWorkflowStream", "15.1 kB", "solid-js"),
  check("solid", "StreamingText", "17.4 kB", "solid-js"),
  check("solid-2", "createWorkflowStream", "15.1 kB", "solid-js", "@solidjs/web"),
  check("solid-2", "createWorkflowText", "15.3 kB", "solid-js", "@solidjs/web"),
  check("solid-2", "StreamingText", "17.6 kB", "solid-js", "@solidjs/web"),
  check("react", "useWorkflowStream", "15.4 kB", "react"),
  check("react", "StreamingText", "17.5 kB", "react"),
  checkMarkdown("vue", "40.0 kB", "vue"),
  checkMarkdown("svelte", "40.3 kB", "svelte"),
  checkMarkdown("solid", "39.5 kB", "solid-js"),
  checkMarkdown("solid-2", "39.7 kB", "solid-js", "@solidjs/web"),
  checkMarkdown("react", "39.8 kB", "react", "react-dom"),
];

export default checks;
