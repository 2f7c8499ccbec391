import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type ConsoleMessage, expect, type Page, test as base } from "playwright/test";
import { exampleApps, type ExampleApp } from "./apps.ts";
import { ScriptedModel } from "./model.ts";
import { environmentOf } from "./serve.ts";

interface Fixtures {
  /** A page whose console says nothing that is wrong. */
  readonly page: Page;
}

interface WorkerFixtures {
  /** The example that `pnpm examples` has installed in a folder outside the workspace. */
  readonly app: ExampleApp & { readonly folder: string };
  readonly model: ScriptedModel;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  app: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright takes nothing else
    async ({}, use, { project: { name } }) => {
      const root = process.env.EXAMPLES_ROOT;
      if (!root) throw new Error("The examples are not installed: run `pnpm examples`");
      await use({ ...exampleApps[name]!, folder: join(root, name) });
    },
    { scope: "worker" },
  ],
  model: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright takes nothing else
    async ({}, use) => {
      const model = await ScriptedModel.start();
      await use(model);
      model.close();
    },
    { scope: "worker" },
  ],
  page: async ({ page, app: { noise } }, use) => {
    const wrong: string[] = [];
    const note = (text: string): void => {
      if (!noise || !text.includes(noise)) wrong.push(text);
    };
    const hear = (message: ConsoleMessage): void => {
      // starters without an icon
      if (message.location().url.endsWith("/favicon.ico")) return;
      if (["error", "warning"].includes(message.type())) note(message.text());
    };
    page.on("console", hear);
    page.on("pageerror", ({ message }) => note(message));
    await use(page);
    expect(wrong).toEqual([]);
  },
});

export { expect };

/** Runs a command in the folder of an app; what it wrote where it failed. */
export function failureOf(folder: string, [command = "", ...args]: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: environmentOf(folder),
    encoding: "utf8",
  });
  return status === 0 ? "" : `${stdout}\n${stderr}`;
}
