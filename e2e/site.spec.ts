import { expect, type Page, test as base } from "playwright/test";
import { type Plugin, preview } from "vite";
import { demoServer } from "../apps/docs/demoServer.ts";
import { findFaults } from "./findFaults.ts";

/** Serves the documentation as it is published, as any web server does. */
async function serve(plugins: Plugin[], use: (address: string) => Promise<void>): Promise<void> {
  const server = await preview({
    root: "apps/docs",
    configFile: false,
    appType: "mpa",
    logLevel: "error",
    plugins,
    preview: { host: "127.0.0.1", port: 0 },
  });
  await use(server.resolvedUrls!.local[0]!);
  await server.close();
}

/** `site` is the address of the documentation alone, `siteWithDemo` that of one beside a demo server. */
const test = base.extend<{ siteWithDemo: string }, { site: string }>({
  // eslint-disable-next-line no-empty-pattern -- the first argument has to be a pattern
  site: [async ({}, use) => serve([], use), { scope: "worker" }],
  siteWithDemo: async ({ baseURL }, use) => serve([demoServer(baseURL)], use),
});

/** Presses a button of the front page once its island is alive: before that it does nothing. */
async function runIn(framework: string, page: Page): Promise<void> {
  const button = { name: `Run it in ${framework}` };
  await page.getByRole("button", button).scrollIntoViewIfNeeded();
  await page.locator("astro-island:not([ssr])").getByRole("button", button).click();
}

const FRAMEWORKS = ["Vue", "Svelte", "Solid", "React"];
const PAGES = [
  "",
  "start/two-minutes/",
  "guides/reload/",
  "reference/errors/",
  "reference/options/",
  "reference/vue/",
  "how/recovery/",
];

test("the four on the front page are live, and whole through a cut, without a server", async ({
  page,
  site,
}) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(site);
  for (const name of FRAMEWORKS) await runIn(name, page);
  const texts = page.locator(".live [data-text]");
  await expect(texts).toHaveText(
    FRAMEWORKS.map(() => /^The Moon pulls .* twenty-five minutes\.$/),
    { timeout: 30_000 },
  );
  for (const name of FRAMEWORKS)
    await expect(page.getByRole("button", { name: `Run it in ${name}` })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("beside the demo server they show its text, over its bad line", async ({
  page,
  siteWithDemo,
}) => {
  await page.goto(siteWithDemo);
  await runIn("Vue", page);
  await expect(page.locator(".live [data-text]").first()).toHaveText(/^Tides/);
});

test("tabs of frameworks stay in step", async ({ page, site }) => {
  await page.goto(`${site}start/two-minutes/`);
  await page.getByRole("tab", { name: "Svelte" }).first().click();
  await expect(page.getByText("npm install @workflow-stream/svelte")).toBeVisible();
  await expect(page.getByText("Explanation.svelte")).toBeVisible();
  await expect(page.getByText("Explanation.vue")).toBeHidden();
});

/** What readers type who do not know our words, and the page that answers. */
const SEARCHES = {
  reload: "guides/reload/",
  abort: "start/statuses/",
  cancel: "start/statuses/",
  stop: "reference/fields/",
  useCompletion: "guides/from-use-completion/",
  useChat: "guides/from-use-completion/",
  retry: "reference/errors/",
  reconnect: "how/recovery/",
  CORS: "reference/errors/",
  "401": "guides/own-backend/",
  offline: "reference/errors/",
  SSE: "guides/other-servers/",
  "rate limit": "server/limits/",
  serverless: "guides/in-your-framework/",
  sanitize: "guides/markdown/",
  mock: "guides/testing/",
};

test("a search finds the page, by other words than its own too", async ({ page, site }) => {
  await page.goto(site);
  await page.getByRole("button", { name: "Search" }).click();
  const box = page.getByPlaceholder("Search");
  for (const [words, place] of Object.entries(SEARCHES)) {
    await box.fill(words);
    const found = page.locator(`.pagefind-ui__result:nth-child(-n + 4) a[href^="/${place}"]`);
    await expect(found.first(), words).toBeVisible();
  }
});

for (const colorScheme of ["light", "dark"] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 740 } });

    for (const path of PAGES)
      test(`/${path}: axe finds nothing, and nothing is wider than a phone`, async ({
        page,
        site,
      }) => {
        await page.goto(site + path);
        expect(await findFaults(page)).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(360);
      });
  });

test("language models get all of it as text", async ({ request, site }) => {
  for (const [file, words] of [
    ["llms.txt", "llms-full.txt"],
    ["llms-full.txt", "useWorkflowStream"],
  ] as const)
    expect(await (await request.get(site + file)).text(), file).toContain(words);
});
