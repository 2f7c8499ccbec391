import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const css = readFileSync(new URL("../src/style.css", import.meta.url), "utf8");

/** What WCAG asks of text at level AA. */
const CONTRAST_AA = 4.5;
/** How much of the text's color the ground of code is mixed of. */
const GROUND_SHARE = 0.06;

type Color = readonly number[];

const WHITE: Color = [255, 255, 255];
const NEARLY_BLACK: Color = [24, 32, 29];

const parse = (hex: string): Color =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const mix = (one: Color, other: Color): Color =>
  one.map((value, index) => value * (1 - GROUND_SHARE) + (other[index] ?? 0) * GROUND_SHARE);

function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Color, other: Color): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

it("every color is readable on the ground of code, in light and dark", () => {
  const pairs = [...css.matchAll(/light-dark\((#\w{6}), (#\w{6})\)/g)];
  expect(pairs.length).toBeGreaterThan(8);
  for (const [, light = "", dark = ""] of pairs) {
    expect(contrast(parse(light), mix(WHITE, [0, 0, 0])), light).toBeGreaterThan(CONTRAST_AA);
    expect(contrast(parse(dark), mix(NEARLY_BLACK, WHITE)), dark).toBeGreaterThan(CONTRAST_AA);
  }
});

it("no side is left or right, and nothing moves where a reader asked for calm", () => {
  expect(css).not.toMatch(/\b(left|right)\b/);
  const [before = "", moving = ""] = css.split("@media (prefers-reduced-motion: no-preference)");
  expect(before).not.toMatch(/animation|transition/);
  expect(moving).toContain("animation");
});

it("it says nothing of what stands outside of its class", () => {
  const selectors = css
    .replaceAll(/\/\*[^]*?\*\//g, "")
    .replaceAll(/@keyframes[^}]*}\s*}/g, "")
    .split("{")
    .map((part) => part.split("}").at(-1)?.trim() ?? "")
    .filter((selector) => selector !== "" && !selector.startsWith("@"));
  expect(selectors.length).toBeGreaterThan(30);
  for (const selector of selectors)
    expect(selector).toMatch(/^(\.streaming-markdown|::highlight\(md-)/);
});
