import { expect, type Page, test } from "playwright/test";

test.beforeEach(async ({ page }, { project }) => {
  await page.goto(`/${project.name}/`);
});

const answer = (page: Page) => page.getByRole("region", { name: "Answer" });
const shownText = (page: Page) =>
  answer(page)
    .locator("[data-text]")
    .evaluate((node) => node.textContent ?? "");

/** Starts a run of `explain` and gives its id. */
async function run(page: Page, topic: string): Promise<string> {
  await page.getByRole("textbox", { name: "Topic" }).fill(topic);
  const response = page.waitForResponse(/\/run\/explain\/stream/);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  return (await (await response).headerValue("run-id"))!;
}

/** What the server recorded of a run. */
async function recordOf(page: Page, runId: string): Promise<{ status: string; text: string }> {
  return (await page.request.get(`/api/demo/runs/${runId}`)).json();
}

test("the text grows, and ends as what the server recorded", async ({ page }) => {
  const runId = await run(page, "single-use tokens");
  const lengths: number[] = [];
  for (let last = 0; lengths.length < 3;) {
    await expect.poll(async () => (await shownText(page)).length).toBeGreaterThan(last);
    last = (await shownText(page)).length;
    lengths.push(last);
  }
  await expect(answer(page).locator("[data-status]")).toHaveAttribute("data-status", "done", {
    timeout: 20_000,
  });
  const record = await recordOf(page, runId);
  expect(record.status).toBe("done");
  expect(await shownText(page)).toBe(record.text);
  expect(lengths.at(-1)).toBeLessThan(record.text.length);
});

test("stop reaches the workflow, and keeps the text", async ({ page }) => {
  const runId = await run(page, "tides");
  await expect.poll(async () => (await shownText(page)).length).toBeGreaterThan(20);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.poll(async () => (await recordOf(page, runId)).status).toBe("aborted");
  const { text } = await recordOf(page, runId);
  const kept = await shownText(page);
  expect(kept.length).toBeGreaterThan(20);
  expect(text.startsWith(kept)).toBe(true);
  await expect(answer(page).locator("[data-status]")).toHaveAttribute("data-status", "stopped");
});

test("a long text is summarised, sentence by sentence", async ({ page }) => {
  await page.getByText("Summarise", { exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Text" })).toHaveValue(/Beagle/);
  const response = page.waitForResponse(/\/run\/summarise\/stream/);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const runId = (await (await response).headerValue("run-id"))!;
  await expect(answer(page).locator("[data-status]")).toHaveAttribute("data-status", "done", {
    timeout: 20_000,
  });
  const { text } = await recordOf(page, runId);
  expect(await shownText(page)).toBe(text);
  expect(text.split("\n\n")).toHaveLength(4);
});

test("a used token gives a clear message and no endless spinner", async ({ page }) => {
  await page.getByRole("button", { name: /token twice/i }).click();
  await expect(page.getByRole("alert")).toContainText(/token/i, { timeout: 20_000 });
  await expect(page.locator("[data-spinner]")).toHaveCount(0);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
});

test("the second use of a token is the protocol's 401", async ({ request }) => {
  const { token } = await (await request.post("/api/stream-token")).json();
  const use = () =>
    request.post(`/api/v1/run/explain/stream?token=${token}`, { data: { topic: "jazz", pace: 0 } });
  expect((await use()).status()).toBe(200);
  const second = await use();
  expect(second.status()).toBe(401);
  expect(await second.json()).toMatchObject({ success: false, status: 401, code: "token_invalid" });
});

test("no token or key stands in the page, its storage or its console", async ({ page }) => {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  await run(page, "jazz");
  await expect.poll(async () => (await shownText(page)).length).toBeGreaterThan(0);
  const held = await page.evaluate(
    () =>
      document.documentElement.outerHTML +
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  expect(held + lines.join("\n")).not.toMatch(/pub_tok_|sk_|run_[\w-]{22}\./);
});

test("a text that is cut off midway, with the network gone for a while, ends exact: one run, one token", async ({
  page,
  context,
}) => {
  test.setTimeout(90_000);
  const requests: string[] = [];
  page.on("request", (request) =>
    requests.push(`${request.method()} ${new URL(request.url()).pathname}`),
  );
  const runId = await run(page, "tides");
  await expect.poll(async () => (await shownText(page)).length).toBeGreaterThan(100);

  const cut = await page.request.post(`/api/demo/runs/${runId}/cut?refuseMs=10000`);
  expect(await cut.json()).toEqual({ cut: 1 });
  await context.setOffline(true);
  const output = answer(page).locator("[data-status]");
  await expect(output).toHaveAttribute("data-status", "reconnecting");
  const atTheBreak = await shownText(page);
  await page.waitForTimeout(3000);
  expect(await shownText(page)).toBe(atTheBreak);
  await context.setOffline(false);

  await expect(output).toHaveAttribute("data-status", "done", { timeout: 40_000 });
  const record = await recordOf(page, runId);
  expect(record.status).toBe("done");
  expect(await shownText(page)).toBe(record.text);
  expect(atTheBreak.length).toBeLessThan(record.text.length);
  expect(requests.filter((line) => line === "POST /api/stream-token")).toHaveLength(1);
  expect(requests.filter((line) => line === "POST /api/v1/run/explain/stream")).toHaveLength(1);
  expect(
    requests.filter((line) => line === `GET /api/v1/runs/${runId}/stream`).length,
  ).toBeGreaterThan(1);
});
