import { expect, it } from "vitest";
import { showSpinner } from "../../src/binding/index.ts";

it("does not move where there are no animations", () => {
  const style = {} as CSSStyleDeclaration;
  showSpinner({ style } as HTMLElement);
  expect(style.cssText).toContain("inline-block");
});

it("takes a ref's null for no element", () => {
  expect(() => showSpinner(null)).not.toThrow();
});
