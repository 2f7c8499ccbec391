import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";
import { expect, it } from "vitest";

const DIST = new URL("../dist/", import.meta.url);
const ROUTE = "virtual:route";

/** A route handler and a server component of somebody who imports all from one place. */
const SOURCE = `
  import * as React from "react";
  import { StreamingText, readText, useWorkflowStream } from "@workflow-stream/react";
  export const parts = [StreamingText, useWorkflowStream].map(({ $$typeof }) => $$typeof);
  export const hasContext = "createContext" in React;
  export async function answer(response) {
    let text = "";
    for await (const delta of readText(response)) text += delta;
    return text;
  }
`;

/** What a bundler of server components does: a client module is not run there, its exports are references. */
const serverComponents: Plugin = {
  name: "server-components",
  enforce: "pre",
  resolveId: (id) => (id === ROUTE ? `\0${ROUTE}` : undefined),
  load: (id) => (id === `\0${ROUTE}` ? SOURCE : undefined),
  transform(code) {
    if (!code.startsWith('"use client"')) return undefined;
    const names = this.parse(code).body.flatMap((node) =>
      node.type === "ExportNamedDeclaration" ? node.specifiers : [],
    );
    const references = names.map(({ exported }) => {
      const name = exported.type === "Identifier" ? exported.name : exported.value;
      return `export const ${name} = { $$typeof: Symbol.for("react.client.reference") };`;
    });
    return { code: references.join("\n"), map: null };
  },
};

interface Route {
  readonly parts: readonly symbol[];
  readonly hasContext: boolean;
  answer(response: Response): Promise<string>;
}

/** Bundles the route as for a server of components, with the React that has no state, and runs the bundle. */
async function loadRoute(): Promise<Route> {
  const output = await build({
    configFile: false,
    root: fileURLToPath(new URL("../", import.meta.url)),
    logLevel: "error",
    plugins: [serverComponents],
    ssr: { noExternal: true, resolve: { conditions: ["react-server", "module", "default"] } },
    build: {
      ssr: true,
      write: false,
      rolldownOptions: { input: ROUTE, output: { codeSplitting: false } },
    },
  });
  const [result] = [output].flat();
  if (!result || !("output" in result)) throw new Error("Nothing was built");
  return (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(result.output[0].code)}`
  )) as Route;
}

it("is client code in hooks and components alone: a server component may read a text", async () => {
  const { parts, hasContext, answer } = await loadRoute();
  expect(hasContext).toBe(false);
  expect(parts).toEqual(parts.map(() => Symbol.for("react.client.reference")));
  expect(await answer(new Response("a text"))).toBe("a text");
});

it("says so in the file that holds them, and in no other", async () => {
  const beginning = async (name: string): Promise<string> =>
    (await readFile(new URL(name, DIST), "utf8")).slice(0, 12);
  expect(await beginning("client.js")).toBe('"use client"');
  expect(await beginning("index.js")).not.toBe('"use client"');
});
