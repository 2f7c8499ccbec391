import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, failureOf, test } from "./fixtures.ts";
import { API_KEY } from "./model.ts";
import { serveApp, type ServedApp } from "./serve.ts";

/** How long a build and a check may take together, in ms. */
const BUILD_TIMEOUT_MS = 300_000;
/** A text that does not end by itself within a test. */
const MANY_WORDS = 100_000;
/** The example's own page, those of the tests, and what answers them. */
const PATHS = ["/", "/visit", "/remembered", "/elsewhere", "/api/v1/healthz", "/api/completion"];
/** What TypeScript is told where our packages are imported alone: no framework's types, which are not ours to mend. */
const STRICTEST = {
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
  target: "es2023",
  lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
  module: "esnext",
  moduleResolution: "bundler",
  jsx: "preserve",
  types: [],
};

test("builds, and its types are right by its framework's checker", ({ app }) => {
  test.setTimeout(BUILD_TIMEOUT_MS);
  expect(failureOf(app.folder, app.build)).toBe("");
  expect(failureOf(app.folder, app.check)).toBe("");
});

test("our types are right with skipLibCheck off", ({ app: { folder, imports } }) => {
  const lines = imports.map((name, index) => `export * as a${index} from "${name}";\n`);
  writeFileSync(join(folder, "ours.ts"), lines.join(""));
  const tsconfig = { compilerOptions: STRICTEST, files: ["ours.ts"] };
  writeFileSync(join(folder, "tsconfig.ours.json"), JSON.stringify(tsconfig));
  expect(failureOf(folder, ["tsc", "-p", "tsconfig.ours.json"])).toBe("");
});

for (const mode of ["dev", "production"] as const)
  test.describe(mode, () => {
    let served: ServedApp | undefined;
    const at = (path = "/"): string => `${served?.origin}${path}`;

    test.beforeAll(async ({ app, model }) => {
      served = await serveApp(app.folder, app[mode], model.env);
      // a dev server prepares a page when it is first asked for, and may reload it then
      for (const path of PATHS) await fetch(at(path)).then((response) => response.text());
    });
    test.afterAll(() => served?.close());
    // oxlint-disable-next-line no-empty-pattern -- Playwright takes nothing else
    test.afterEach(({}, { status, expectedStatus }) => {
      if (status !== expectedStatus) console.log(served?.output());
    });

    test("text grows, and nothing is asked for before there is a page", async ({ page, model }) => {
      model.words = 60;
      const count = model.answers.length;
      const html = await fetch(at()).then((response) => response.text());
      expect(html).not.toMatch(/token=|run_|word 0/);
      expect(html).not.toContain(API_KEY);
      expect(model.answers).toHaveLength(count);
      await page.goto(at());
      const growing = page.locator('p[data-status="streaming"] [data-text]');
      await expect(growing).toHaveText(/word 3 /);
      const whole = page.locator('p[data-status="done"] [data-text]');
      await expect(whole).toHaveText(model.text());
      expect(model.answers.slice(count)).toMatchObject([{ status: "whole" }]);
    });

    test("leaving by a link stops the model at once", async ({ page, model, app }) => {
      model.words = MANY_WORDS;
      await page.goto(at("/visit"));
      await expect(page.locator("[data-text]")).toHaveText(/word 3 /);
      // a server of ours is told; another's sees the connection close
      const told = app.options && page.waitForRequest((request) => request.method() === "DELETE");
      await page.getByRole("link", { name: "Elsewhere" }).click();
      await told;
      await expect(page.getByText("Nothing is written here")).toBeVisible();
      await expect.poll(() => model.answers.at(-1)?.status).toBe("left");
    });

    test("closing the tab stops the model within its grace", async ({ page, model }) => {
      model.words = MANY_WORDS;
      await page.goto(at());
      await expect(page.locator("[data-text]")).toHaveText(/word 3 /);
      await page.close();
      await expect.poll(() => model.answers.at(-1)?.status).toBe("left");
    });

    test("with sessionPersister a reload goes on, and the run of a closed tab ends by itself", async ({
      page,
      model,
      app,
    }) => {
      test.skip(!app.options, "an endpoint that is not ours knows no runs");
      model.words = 120;
      const count = model.answers.length;
      await page.goto(at("/remembered"));
      const text = page.locator("[data-text]");
      await expect(text).toHaveText(/word 3 /);
      await page.reload();
      await expect(text).toHaveText(/word 12 /);
      await page.close();
      await expect.poll(() => model.answers.at(-1)?.status).toBe("whole");
      expect(model.answers).toHaveLength(count + 1);
    });
  });
