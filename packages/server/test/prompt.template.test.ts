import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTemplate } from "../src/template.ts";

describe("a template", () => {
  it.each([
    ["no places", {}, "no places"],
    ["", {}, ""],
    ["About {{topic}}.", { topic: "tides" }, "About tides."],
    ["{{ topic }}{{\ttopic\n}}", { topic: "a" }, "aa"],
    ["{{a}}{{b}}{{a}}", { a: "1", b: "2" }, "121"],
    ["{{count}} {{isShort}}", { count: 0, isShort: false }, "0 false"],
    ["{{größe}} {{$x}} {{a-b}} {{_}}", { größe: "1", $x: "2", "a-b": "3", _: "4" }, "1 2 3 4"],
    ['{"topic": "{{topic}}"} } }}', { topic: "x" }, '{"topic": "x"} } }}'],
    ["{{{{topic}} is a place, {{topic}} a text", { topic: "x" }, "{{topic}} is a place, x a text"],
    ["{{{{{{topic}}", { topic: "x" }, "{{x"],
  ])("%j filled with %j is %j", (source, inputs, filled) => {
    expect(parseTemplate(source).render(inputs)).toBe(filled);
  });

  it("takes what an input brings along as text", () => {
    const template = parseTemplate("{{a}} {{b}}");
    expect(template.render({ a: "{{b}}", b: "{{a}} $& $1 {{{{" })).toBe("{{b}} {{a}} $& $1 {{{{");
  });

  it("fills any values in at their places alone", () => {
    const template = parseTemplate("<{{a}}|{{b}}|{{a}}>");
    const unit = fc.constantFrom("{", "}", "{{a}}", "{{b}}", "$", "&", "1", "é", "😀", "\n");
    const value = fc.string({ unit });
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(template.render({ a, b })).toBe(`<${a}|${b}|${a}>`);
      }),
    );
  });

  it("names each input once, in order", () => {
    expect(parseTemplate("{{b}}{{a}}{{b}}").names).toEqual(["b", "a"]);
  });

  it.each([
    ["open {{topic", "{{ does not begin a {{name}}"],
    ["open {{topic}", "{{ does not begin a {{name}}"],
    ["{{{topic}}}", "{{ does not begin a {{name}}"],
    ["{{a{{b}}", "{{ does not begin a {{name}}"],
    ["{{}}", '"" can\'t be the name of an input'],
    ["{{a b}}", '"a b" can\'t be'],
    ["{{1st}}", '"1st" can\'t be'],
    ["{{a.b}}", '"a.b" can\'t be'],
    ["{{__proto__}}", '"__proto__" can\'t be'],
    ["{{constructor}}", '"constructor" can\'t be'],
    ["{{toString}}", '"toString" can\'t be'],
  ])("%j is refused", (source, message) => {
    expect(() => parseTemplate(source)).toThrow(TypeError);
    expect(() => parseTemplate(source)).toThrow(message);
  });

  it("says where it is wrong", () => {
    expect(() => parseTemplate("fine {{a}}, then {{b")).toThrow(
      'at character 17: "{{b". A literal {{ is written {{{{.',
    );
  });
});
