import { expect, test } from "./demo.ts";
import { findFaults } from "./findFaults.ts";

test("what a model thought is folded away, its source is a link, and a text cut short can be had whole", async ({
  demo,
  page,
}) => {
  await demo.open(100);
  await demo.choose("Research");
  await page.getByRole("spinbutton", { name: "Words" }).fill("30");
  const runId = await demo.runIdOf(() => demo.button("Run").click());
  const thoughts = demo.answer.locator("run-thoughts p");
  await expect(demo.answer.getByText("What it thought")).toBeVisible();
  await expect(thoughts).toBeHidden();
  const { text } = await demo.endsExact(runId);
  expect(text.split(/\s+/)).toHaveLength(30);

  await demo.answer.getByText("What it thought").click();
  await expect(thoughts).toBeVisible();
  await expect(thoughts).toHaveText(/^Someone asks about “Tides”\..*the beginning has to do\.$/);
  await expect(demo.answer.getByRole("link", { name: "Tides" })).toHaveAttribute(
    "href",
    /^https:\/\/.*tides\.md$/,
  );
  await expect(demo.answer.locator("[data-status]")).toHaveAttribute("data-finish", "length");
  await expect(demo.answer.getByRole("status")).toHaveText("The text was cut short.");
  await expect(demo.answer.getByText(/^Cut short at the limit: 30 of \d+ words\.$/)).toBeVisible();

  expect(await findFaults(page)).toEqual([]);

  const again = await demo.runIdOf(() => demo.button("Ask for all of it").click());
  await expect(demo.answer).toBeFocused();
  const whole = await demo.endsExact(again);
  expect(whole.text.startsWith(text)).toBe(true);
  expect(whole.text.length).toBeGreaterThan(text.length);
  await expect(demo.button("Ask for all of it")).toBeHidden();
  await expect(demo.answer.locator("[data-status]")).toHaveAttribute("data-finish", "stop");
});

test("a connection that is cut while a model thinks costs no thought, and doubles none", async ({
  demo,
  page,
}) => {
  await demo.open(25);
  await demo.choose("Research");
  const runId = await demo.runIdOf(() => demo.button("Run").click());
  const thoughts = demo.answer.locator("run-thoughts p");
  await expect(thoughts).toContainText("Someone asks");
  await demo.button("Cut the connection").click();
  await demo.endsAsOneRun(runId);
  const thought =
    /^Someone asks about “Tides”\. “Tides” has something about that\. It has \d+ words, and I may write 80: the beginning has to do\.$/;
  await expect(thoughts).toHaveText(thought);
  await expect(demo.answer.getByRole("link")).toHaveCount(1);

  await page.reload();
  await demo.toBe("done");
  await expect(thoughts).toHaveText(thought);
  await expect(demo.answer.getByRole("link")).toHaveCount(1);
});
