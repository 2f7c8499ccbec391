import { expect, it } from "vitest";
import { hideFromSight, showSpinner } from "../../src/binding/index.ts";

it("does not move where there are no animations", () => {
  const style = {} as CSSStyleDeclaration;
  showSpinner({ style } as HTMLElement);
  expect(style.cssText).toContain("inline-block");
});

it.each([showSpinner, hideFromSight])("%o takes a ref's null for no element", (show) => {
  expect(() => show(null)).not.toThrow();
});
