import { expect, it } from "vitest";
import { animateSpinner } from "../../src/binding.ts";

it("does nothing where there are no animations", () => {
  const element = {} as Element;
  animateSpinner(element);
  expect(element).toEqual({});
});
