import { describe, expect, it } from "vitest";
import { WorkflowStreamError } from "../../src/index.ts";
import { inputsOf, takeInputs } from "../../src/run/inputs.ts";
import { goodAsJson, lostInJson } from "../tables/inputs.ts";

/** The error that inputs are refused with. */
function refusalOf(inputs: unknown): WorkflowStreamError {
  try {
    takeInputs(inputs);
  } catch (error) {
    if (error instanceof WorkflowStreamError) return error;
    throw error;
  }
  throw new Error("The inputs were taken");
}

describe("what JSON would lose is invalid_input", () => {
  it.each(lostInJson)("%s", (what, make) => {
    const detail = `${what} can't be sent as JSON.`;
    expect(refusalOf(make())).toMatchObject({
      code: "invalid_input",
      phase: "connect",
      retryable: false,
      message: detail,
      details: [{ pointer: "", detail }],
    });
    const pointer = "/form/rows/1/value";
    const error = refusalOf({ topic: "a", form: { rows: [{}, { value: make() }] } });
    expect(error.message).toBe(`${pointer}: ${detail}`);
    expect(error.details).toEqual([{ pointer, detail }]);
    // a member that JSON would leave out, or an item it would make null of
    expect(refusalOf([make()]).details).toEqual([{ pointer: "/0", detail }]);
  });

  it.each<[string, unknown, string]>([
    ["undefined in a list", { list: [1, undefined] }, "/list/1"],
    ["a hole in a list", { list: Array(2) }, "/list/0"],
    ["a toJSON that gives nothing to a list", [{ toJSON: () => undefined }], "/0"],
  ])("%s", (_, inputs, pointer) => {
    const detail = "undefined can't be sent as JSON.";
    expect(refusalOf(inputs).details).toEqual([{ pointer, detail }]);
  });

  it("inputs whose toJSON gives nothing", () => {
    const detail = "undefined can't be sent as JSON.";
    expect(refusalOf({ toJSON: () => undefined }).details).toEqual([{ pointer: "", detail }]);
  });

  it("a cycle", () => {
    const parent: { children: unknown[] } = { children: [] };
    parent.children.push({ parent });
    const detail = "A cycle can't be sent as JSON.";
    expect(refusalOf({ parent }).details).toEqual([
      { pointer: "/parent/children/0/parent", detail },
    ]);
  });
});

describe("what can't be read is invalid_input, with its cause", () => {
  const cause = new Error("Not yet");
  const fail = (): never => {
    throw cause;
  };
  const closed = Proxy.revocable({}, {});
  closed.revoke();

  it.each<[string, object]>([
    [
      "a getter that throws",
      {
        form: {
          get topic() {
            return fail();
          },
        },
      },
    ],
    ["a toJSON that throws", { form: [{}, { toJSON: fail }] }],
    [
      "a toJSON that can't be had",
      {
        form: {
          get toJSON() {
            return fail();
          },
        },
      },
    ],
    ["a proxy that throws", { form: new Proxy({}, { ownKeys: fail }) }],
  ])("%s", (_, inputs) => {
    const error = refusalOf(inputs);
    expect(error).toMatchObject({ code: "invalid_input", phase: "connect", cause });
    expect(error.message).toBe("Error: Not yet");
    expect(error.details).toBeUndefined();
  });

  it("a revoked proxy", () => {
    expect(refusalOf({ form: closed.proxy }).cause).toBeInstanceOf(TypeError);
  });

  it("inputs that are nested too deep", () => {
    let inputs = {};
    for (let depth = 0; depth < 200_000; depth++) inputs = { inputs };
    expect(refusalOf(inputs).cause).toBeInstanceOf(RangeError);
  });
});

it("a pointer is escaped as RFC 6901 says", () => {
  const inputs = { "a/b": { "~": { "~1": { "": { 'q"': [NaN] } } } } };
  expect(refusalOf(inputs).details?.[0]?.pointer).toBe('/a~1b/~0/~01//q"/0');
});

describe("what JSON holds is sent as JSON.stringify writes it", () => {
  it.each(goodAsJson)("%s", (_, make) => {
    const { body, value } = takeInputs(make());
    expect(body).toBe(JSON.stringify(make()));
    expect(value).toEqual(JSON.parse(body));
  });

  it("a number of more digits than a number has", () => {
    const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };
    expect(takeInputs({ id: rawJSON("12345678901234567890") }).body).toBe(
      '{"id":12345678901234567890}',
    );
  });

  it.each([undefined, null])("none: %s", (none) => {
    expect(takeInputs(none)).toEqual({ body: "{}", value: undefined });
  });
});

it("inputs are taken by value", () => {
  const form = { topic: "tides", places: [{ name: "a" }] };
  const taken = takeInputs(form);
  form.topic = "moon";
  form.places[0]!.name = "b";
  expect(taken.body).toBe('{"topic":"tides","places":[{"name":"a"}]}');
  expect(taken.value).toEqual({ topic: "tides", places: [{ name: "a" }] });
});

it("each member is read once", () => {
  const read: PropertyKey[] = [];
  const inputs = new Proxy(
    { topic: "tides", list: [1] },
    {
      get(target, name) {
        read.push(name);
        return Reflect.get(target, name);
      },
    },
  );
  takeInputs(inputs);
  expect(read).toEqual(["toJSON", "topic", "list"]);
});

it("a member called __proto__ is one as any other", () => {
  const { body, value } = takeInputs(JSON.parse('{"__proto__":{"admin":true}}') as object);
  expect(body).toBe('{"__proto__":{"admin":true}}');
  expect((value as { admin?: boolean }).admin).toBeUndefined();
});

it("takes time that grows with the inputs alone", () => {
  // by the square of the names it would be minutes
  const rows = Array.from({ length: 100_000 }, (_, id) => ({ id, [`word${id}`]: "tides" }));
  const beforeMs = performance.now();
  const { body } = takeInputs({ rows });
  expect(performance.now() - beforeMs).toBeLessThan(5000);
  expect(body).toHaveLength(JSON.stringify({ rows }).length);
});

describe("the inputs of the options", () => {
  it("are what stands there, or what a function gives", () => {
    expect(inputsOf({ inputs: { topic: "a" } })).toEqual({ topic: "a" });
    expect(inputsOf({ inputs: () => ({ topic: "b" }) })).toEqual({ topic: "b" });
    expect(inputsOf({})).toBeUndefined();
  });

  it("are invalid_input when the function throws", () => {
    const cause = new Error("No form");
    const inputs = (): never => {
      throw cause;
    };
    expect(() => inputsOf({ inputs })).toThrow(WorkflowStreamError);
    expect(() => inputsOf({ inputs })).toThrow(
      expect.objectContaining({ code: "invalid_input", phase: "connect", cause }),
    );
  });
});
