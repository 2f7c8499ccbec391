import { expect, it, onTestFinished } from "vitest";
import { takeInputs } from "../../src/run/inputs.ts";

/** The globals of another window. */
function otherWindow(): Window & typeof globalThis {
  const frame = document.body.appendChild(document.createElement("iframe"));
  onTestFinished(() => frame.remove());
  return frame.contentWindow as Window & typeof globalThis;
}

it("takes what another window has made", () => {
  const there = otherWindow();
  const form = there.JSON.parse('{"topic":"tides","list":[{}]}') as { at?: Date };
  form.at = new there.Date(0);
  expect(takeInputs(form).body).toBe(JSON.stringify(form));
});

it.each<[string, (there: typeof globalThis) => unknown]>([
  ["Map", (there) => Object.assign(new there.Map(), { topic: "tides" })],
  ["File", (there) => Object.assign(new there.File([], "tides"), { preview: "blob:1" })],
  ["Uint8Array", (there) => new there.Uint8Array(1)],
  ["Error", (there) => Object.assign(new there.Error("tides"), { code: 1 })],
  ["PointerEvent", (there) => new there.PointerEvent("click")],
  ["An invalid date", (there) => new there.Date(Number.NaN)],
])("refuses %s, whichever window has made it", (what, make) => {
  const details = [{ pointer: "/field", detail: `${what} can't be sent as JSON.` }];
  for (const there of [window, otherWindow()])
    expect(() => takeInputs({ field: make(there) })).toThrow(expect.objectContaining({ details }));
});

it("refuses an element, without a look at what a framework has hung on it", () => {
  const element = document.createElement("p");
  const get = (): never => {
    throw new Error("read");
  };
  Object.defineProperty(element, "__node", { enumerable: true, get });
  const details = [{ pointer: "/0", detail: "HTMLParagraphElement can't be sent as JSON." }];
  expect(() => takeInputs([element])).toThrow(expect.objectContaining({ details }));
});
