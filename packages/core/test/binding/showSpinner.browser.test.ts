import { expect, it, onTestFinished, vi } from "vitest";
import { showSpinner } from "../../src/binding/index.ts";

/** An element on the page until the test ends. */
function put(): HTMLElement {
  const element = document.body.appendChild(document.createElement("span"));
  onTestFinished(() => element.remove());
  return element;
}

/** Stands for the user's wish that nothing move, or for its absence. */
function preferReducedMotion(matches: boolean): void {
  const spy = vi
    .spyOn(window, "matchMedia")
    .mockImplementation((media) => Object.assign(new EventTarget(), { matches, media }) as never);
  onTestFinished(() => spy.mockRestore());
}

it("pulses without end", () => {
  preferReducedMotion(false);
  const element = put();
  showSpinner(element);
  const [animation, ...others] = element.getAnimations();
  expect(others).toEqual([]);
  expect(animation!.effect!.getTiming().iterations).toBe(Infinity);
  animation!.pause();
  const opacities = [0, 600].map((atMs) => {
    animation!.currentTime = atMs;
    return Number(getComputedStyle(element).opacity);
  });
  expect(opacities[0]).toBeGreaterThan(opacities[1]!);
});

it("does not move where reduced motion is asked for", () => {
  preferReducedMotion(true);
  const element = put();
  showSpinner(element);
  expect(element.getAnimations()).toEqual([]);
});

it("is seen: a bar in the colour of the text, no higher than a line", () => {
  const element = put();
  element.parentElement!.style.color = "rgb(1, 2, 3)";
  showSpinner(element);
  const { width, height } = element.getBoundingClientRect();
  const { backgroundColor, fontSize } = getComputedStyle(element);
  expect(backgroundColor).toBe("rgb(1, 2, 3)");
  expect(height).toBe(Number.parseFloat(fontSize));
  expect(width).toBeGreaterThan(1);
  expect(width).toBeLessThan(height);
});
