import { expect, it, onTestFinished } from "vitest";
import { hideFromSight } from "../../src/binding/index.ts";
import { accessibleText } from "../support/accessibility.ts";

/** An element on the page until the test ends. */
function put(text: string): HTMLElement {
  const element = document.body.appendChild(document.createElement("span"));
  element.textContent = text;
  onTestFinished(() => element.remove());
  return element;
}

it("takes an element out of sight, not out of what a screen reader hears", async () => {
  const element = put("The text is complete.");
  const below = put("below");
  const { top } = below.getBoundingClientRect();
  hideFromSight(element);
  const { width, height } = element.getBoundingClientRect();
  expect([width, height]).toEqual([1, 1]);
  expect(getComputedStyle(element).clipPath).toBe("inset(50%)");
  expect(below.getBoundingClientRect().top).toBeLessThanOrEqual(top);
  expect(await accessibleText()).toContain("The text is complete.");
});
