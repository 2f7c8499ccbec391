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

it("takes an element out of sight", () => {
  const element = put("The text is complete.");
  const below = put("below");
  const { top } = below.getBoundingClientRect();
  hideFromSight(element);
  const { width, height } = element.getBoundingClientRect();
  expect([width, height]).toEqual([1, 1]);
  expect(getComputedStyle(element).clipPath).toBe("inset(50%)");
  expect(below.getBoundingClientRect().top).toBeLessThanOrEqual(top);
});

it("leaves it in what a screen reader hears (Chromium only: its tree)", async () => {
  hideFromSight(put("The text is complete."));
  expect(await accessibleText()).toContain("The text is complete.");
});

it.each(["", "position: relative", "transform: translateX(0)", "direction: rtl", "overflow: auto"])(
  "makes nothing scroll, in a scrolling box and around it (%j)",
  (style) => {
    const around = document.body.appendChild(document.createElement("div"));
    onTestFinished(() => around.remove());
    around.style.cssText = style;
    const box = around.appendChild(document.createElement("div"));
    box.style.cssText = "height: 100px; overflow: auto";
    const hidden = Array.from({ length: 30 }, () => {
      const paragraph = box.appendChild(document.createElement("p"));
      const element = document.createElement("span");
      element.textContent = "The text is complete. ".repeat(30);
      paragraph.append("A text", element);
      hideFromSight(element);
      return element;
    });
    const scrollable = (): number[] =>
      [document.scrollingElement!, around, box].flatMap((element) => [
        element.scrollHeight,
        element.scrollWidth,
      ]);
    const withThem = scrollable();
    for (const element of hidden) element.remove();
    expect(withThem).toEqual(scrollable());
  },
);

it("is not copied along", () => {
  const paragraph = document.body.appendChild(document.createElement("p"));
  onTestFinished(() => paragraph.remove());
  paragraph.append("The text", put("The text is complete."));
  hideFromSight(paragraph.querySelector("span"));
  getSelection()!.selectAllChildren(paragraph);
  expect(String(getSelection())).toBe("The text");
});
