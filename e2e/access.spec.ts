import { expect, test } from "./demo.ts";
import { findFaults } from "./findFaults.ts";

for (const colorScheme of ["light", "dark"] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("axe finds nothing, whatever the state", async ({ demo, page }) => {
      await demo.open(60);
      expect(await findFaults(page), "idle").toEqual([]);
      await demo.explain("jazz");
      await demo.reach(20);
      expect(await findFaults(page), "streaming").toEqual([]);
      await demo.button("Cut the connection").click();
      await demo.toBe("reconnecting");
      expect(await findFaults(page), "reconnecting").toEqual([]);
      await demo.button("Stop").click();
      await page.getByText("The same as a table").click();
      expect(await findFaults(page), "stopped").toEqual([]);
      await demo.button("A workflow that fails midway").click();
      await demo.toBe("error");
      expect(await findFaults(page), "error").toEqual([]);
      await demo.choose("Summarise");
      expect(await findFaults(page), "summarise").toEqual([]);
    });
  });

test("everything can be done by the keyboard alone", async ({ demo, page }) => {
  const { keyboard } = page;
  const focusIs = (name: string) =>
    page.evaluate((name) => document.activeElement?.textContent?.trim() === name, name);
  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 40 && !(await focusIs(name)); presses++)
      await keyboard.press("Tab");
    expect(await focusIs(name), `${name} is reached by Tab`).toBe(true);
  };
  await demo.open(60);
  await page.getByLabel("Topic", { exact: true }).focus();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("tides");
  await keyboard.press("Enter");
  await demo.reach(20);
  await tabTo("Cut the connection");
  await keyboard.press("Enter");
  await demo.toBe("reconnecting");
  await keyboard.press("Shift+Tab");
  await keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "0 s", exact: true })).toBeChecked();
  await page.locator("body").focus();
  await page.getByLabel("Topic", { exact: true }).focus();
  await tabTo("Stop");
  await keyboard.press("Enter");
  await demo.toBe("stopped");
  await expect(demo.answer).toBeFocused();
  await tabTo("A workflow that fails midway");
  await keyboard.press("Enter");
  await demo.toBe("error");
  await page.getByLabel("Topic", { exact: true }).focus();
  await tabTo("Retry");
  await keyboard.press("Enter");
  await expect(demo.problem).toHaveCount(0);
});

test("nothing jumps while the text grows, breaks and ends", async ({ demo, page }) => {
  await demo.open(100);
  await page.evaluate(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        sources: { node: Node | null }[];
      })[])
        for (const { node } of entry.sources)
          // what scrolls within the sheet is the text itself
          if (node && !node.parentElement?.closest(".scroll"))
            shifts.push(node.parentElement?.outerHTML.slice(0, 80) ?? "");
    }).observe({ type: "layout-shift", buffered: false });
  });
  const runId = await demo.explain("tides");
  await demo.reach(400);
  await demo.button("Cut the connection").click();
  await demo.toBe("reconnecting");
  await demo.endsExact(runId);
  await expect(page.locator(".verdict")).toContainText("Exact");
  expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
});

test("long words, Arabic and Chinese fit a narrow screen", async ({ demo, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await demo.open(0);
  await demo.choose("Summarise");
  const sentences = [
    `The word ${"Donaudampfschifffahrtselektrizitätenhauptbetriebswerk".repeat(3)} is long.`,
    "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.",
    "人人生而自由，在尊严和权利上一律平等，他们赋有理性和良心，并应以兄弟关系的精神相对待。",
  ];
  await page.getByRole("textbox", { name: "Text" }).fill(sentences.join("\n\n"));
  await demo.endsExact(await demo.runIdOf(() => demo.button("Run").click()));
  const overflow = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".answer, .scroll, .outline")]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ className }) => className),
  );
  expect(overflow).toEqual([]);
});
