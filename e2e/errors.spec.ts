import { expect, test } from "./demo.ts";

const cases = [
  {
    name: "A token that was used before",
    says: "The server refused the token.",
    code: "unauthorized",
    isRetryable: false,
  },
  {
    name: "A workflow that does not exist",
    says: "There is no such workflow.",
    code: "not_found",
    isRetryable: false,
  },
  {
    name: "A workflow that fails midway",
    says: "The workflow failed before the end.",
    code: "workflow_failed",
    isRetryable: true,
  },
  {
    name: "Too many runs at a time",
    says: "Wait 5\u00a0seconds, then retry.",
    code: "rate_limited",
    isRetryable: true,
  },
  {
    name: "An answer without a word in it",
    says: "The run ended without a word.",
    code: "empty",
    isRetryable: true,
  },
];

for (const { name, says, code, isRetryable } of cases)
  test(`${code}: said in plain words, with what can be done`, async ({ demo, page }) => {
    await demo.open(0);
    await demo.button(name).click();
    await demo.toBe("error");
    await expect(demo.problem).toContainText(says);
    await expect(demo.problem).toContainText(code);
    await expect(demo.button("Retry")).toHaveCount(isRetryable ? 1 : 0);
    await expect(page.locator("[data-spinner]")).toHaveCount(0);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    // and the page works on
    await demo.endsExact(await demo.explain("jazz"));
    await expect(demo.problem).toHaveCount(0);
  });

test("what came of a text that fails midway is kept, and is had again by Retry", async ({
  demo,
}) => {
  await demo.open();
  const first = await demo.runIdOf(() => demo.button("A workflow that fails midway").click());
  await demo.toBe("error");
  const { text, status } = await demo.recordOf(first);
  expect(status).toBe("failed");
  expect(await demo.shownText()).toBe(text);
  const second = await demo.runIdOf(() => demo.button("Retry").click());
  expect(second).not.toBe(first);
  await demo.toBe("error");
  expect((await demo.recordOf(second)).text).toBe(text);
});

test("no token or key stands in the page, its storage, its console or an error, but the Run-Key of the run that is remembered", async ({
  demo,
  page,
}) => {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  page.on("pageerror", ({ message, stack }) => lines.push(message, stack ?? ""));
  const look = async (): Promise<void> => {
    const held = await page.evaluate(() => {
      const { outerHTML } = document.documentElement;
      // the one place that the persister was given
      const kept = Object.entries(sessionStorage).map(([name, value]) =>
        name.startsWith("workflow-stream:") ? value.replace(/"runKey":"[^"]+"/, "") : value,
      );
      return outerHTML + JSON.stringify([{ ...localStorage }, kept, document.cookie]);
    });
    // Chromium's own report of a failed request names its address
    const said = lines.filter((line) => !line.startsWith("Failed to load resource"));
    expect(held + said.join("\n")).not.toMatch(/pub_tok_|sk_|run_[\w-]{22}\./);
  };
  await demo.open();
  await demo.explain("jazz");
  await demo.reach(1);
  await look();
  await demo.button("Stop").click();
  await look();
  for (const { name } of cases) {
    await demo.button(name).click();
    await expect(demo.problem).toBeVisible();
    await look();
    await demo.choose("Burst");
    await demo.choose("Explain");
    await expect(demo.problem).toHaveCount(0);
  }
});
