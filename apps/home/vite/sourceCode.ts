import { readFile } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import { codeToHtml, createCssVariablesTheme, type ShikiTransformer } from "shiki";
import type { Plugin } from "vite";

/** Each framework's demo, and its file of about fifteen lines. */
const samples = [
  { name: "Vue", page: "/vue/", file: "../vue-demo/src/Explanation.vue" },
  { name: "Svelte", page: "/svelte/", file: "../svelte-demo/src/Explanation.svelte" },
  { name: "Solid", page: "/solid/", file: "../solid-demo/src/Explanation.tsx" },
  { name: "React", page: "/react/", file: "../react-demo/src/Explanation.tsx" },
];

const theme = createCssVariablesTheme({
  name: "page",
  variablePrefix: "--code-",
  fontStyle: false,
});

/** Colours by class: the page's policy allows no inline styles. */
const coloursAsClasses: ShikiTransformer = {
  pre(node) {
    delete node.properties.style;
  },
  span(node) {
    const colour = /--code-(?:token-)?([\w-]+)/.exec(String(node.properties.style))?.[1];
    node.properties.class = colour ?? "";
    delete node.properties.style;
  },
};

/** Fills `<source-code src>` and `<framework-samples>` with real files of the demos, highlighted; the browser gets markup alone. */
export function sourceCode(): Plugin {
  let root = "";
  const highlight = async (file: string): Promise<string> => {
    const code = await readFile(resolve(root, file), "utf8");
    return codeToHtml(code.trimEnd(), {
      lang: extname(file).slice(1),
      theme,
      transformers: [coloursAsClasses],
    });
  };
  return {
    name: "source-code",
    configResolved: (config) => void (root = config.root),
    transformIndexHtml: {
      order: "pre",
      async handler(html) {
        let filled = html;
        for (const [tag, file = ""] of html.matchAll(/<source-code src="([^"]+)"><\/source-code>/g))
          filled = filled.replace(tag, await highlight(file));
        const parts = await Promise.all(
          samples.map(async ({ name, page, file }) => {
            const code = await highlight(file);
            return `<section aria-labelledby="${name}">
              <h3 id="${name}">${name}</h3> <code>${basename(file)}</code> <a href="${page}">Open the ${name} demo</a>
              ${code}
            </section>`;
          }),
        );
        return filled.replace("<framework-samples></framework-samples>", parts.join(""));
      },
    },
  };
}
