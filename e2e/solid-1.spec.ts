import { expect, test } from "playwright/test";

test("the resource of Solid 1.9 suspends, then shows its text, by one request for each topic", async ({
  page,
}) => {
  const posts: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/run/")) posts.push(request.url());
  });
  await page.goto("/solid-1/?pace=200");
  await page.getByRole("combobox", { name: "Topic to explain" }).selectOption("Jazz");
  await expect(page.getByText("Waiting for the first word…")).toBeVisible();
  await expect(page.locator("[data-text]")).toContainText("Jazz grew up in New Orleans");
  await expect(page.locator("[data-status]")).toHaveAttribute("data-status", "done", {
    timeout: 30_000,
  });
  expect(posts).toHaveLength(1);
});
