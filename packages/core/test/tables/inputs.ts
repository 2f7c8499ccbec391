/** What JSON would make `{}`, `null` or less of, and what an error says of it. */
export const lostInJson: readonly (readonly [what: string, make: () => unknown])[] = [
  ["NaN", () => NaN],
  ["Infinity", () => Infinity],
  ["-Infinity", () => -Infinity],
  ["BigInt", () => 1n],
  ["BigInt", () => Object(1n)],
  ["Symbol", () => Symbol("topic")],
  ["Symbol", () => Object(Symbol("topic"))],
  ["Function", () => () => "tides"],
  ["AsyncFunction", () => async () => "tides"],
  ["Function", () => Date],
  ["Map", () => new Map([["topic", "tides"]])],
  [
    "Map",
    () =>
      new (class extends Map {
        topic = "tides";
      })(),
  ],
  ["Map", () => Object.assign(new Map(), { topic: "tides" })],
  ["Set", () => new Set(["tides"])],
  ["WeakMap", () => new WeakMap()],
  ["WeakSet", () => new WeakSet()],
  ["WeakRef", () => new WeakRef({})],
  ["Map Iterator", () => new Map().entries()],
  [
    "Generator",
    () =>
      (function* () {
        yield "tides";
      })(),
  ],
  ["Promise", () => Promise.resolve("tides")],
  ["Promise", () => Object.assign(Promise.resolve("tides"), { cancel: true })],
  ["RegExp", () => /tides/],
  ["Error", () => new Error("tides")],
  ["Error", () => Object.assign(new TypeError("tides"), { code: "E_TIDES" })],
  ["DOMException", () => new DOMException("tides")],
  ["ArrayBuffer", () => new ArrayBuffer(2)],
  ["SharedArrayBuffer", () => new SharedArrayBuffer(2)],
  ["DataView", () => new DataView(new ArrayBuffer(2))],
  ["Uint8Array", () => new Uint8Array([1, 2])],
  ["Uint8Array", () => new Uint8Array()],
  ["Float64Array", () => new Float64Array([1.5])],
  ["BigInt64Array", () => new BigInt64Array(1)],
  ["FormData", () => Object.assign(new FormData())],
  ["Blob", () => new Blob(["tides"])],
  ["File", () => new File(["tides"], "tides.txt")],
  ["File", () => Object.assign(new File(["tides"], "tides.txt"), { preview: "blob:1" })],
  ["URLSearchParams", () => new URLSearchParams("topic=tides")],
  ["Headers", () => new Headers({ topic: "tides" })],
  ["Headers", () => Object.assign(new Headers(), { topic: "tides" })],
  ["Response", () => Object.assign(new Response("tides"), { topic: "tides" })],
  ["WeakMap", () => Object.assign(new WeakMap(), { topic: "tides" })],
  ["Request", () => new Request("http://server.test")],
  ["Response", () => new Response("tides")],
  ["ReadableStream", () => new ReadableStream()],
  ["WritableStream", () => new WritableStream()],
  ["AbortSignal", () => new AbortController().signal],
  ["Event", () => new Event("click")],
  ["MessageEvent", () => new MessageEvent("message", { data: "tides" })],
  ["An invalid date", () => new Date(NaN)],
  [
    "An instance without fields",
    () =>
      new (class {
        #topic = "tides";
        topic(): string {
          return this.#topic;
        }
      })(),
  ],
  ["An instance without fields", () => Object.create({ topic: "tides" })],
];

class Pair {
  readonly topic = "tides";
  toJSON(): Pair {
    return new Pair();
  }
}

/** What stays as good as JSON has it. */
export const goodAsJson: readonly (readonly [name: string, make: () => unknown])[] = [
  ["a text", () => "tides \u2028 \uD800"],
  ["numbers", () => [0, 1.5, 1e21, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE]],
  ["null and booleans", () => [null, true, false]],
  ["an empty object and an empty list", () => ({ object: {}, list: [] })],
  ["members that are undefined", () => ({ topic: "tides", depth: undefined })],
  ["members by symbol", () => ({ topic: "tides", [Symbol("mark")]: 1 })],
  [
    "members that aren't enumerable",
    () => Object.defineProperty({ topic: "tides" }, "mark", { value: 1 }),
  ],
  ["a member called __proto__", () => JSON.parse('{"__proto__":{"topic":"tides"},"a":1}')],
  ["members named by numbers", () => ({ b: 1, 10: 2, 9: 3, a: 4 })],
  ["an object without a prototype", () => Object.assign(Object.create(null), { topic: "tides" })],
  ["a frozen object", () => Object.freeze({ list: Object.freeze(["tides"]) })],
  [
    "an object in two places",
    () => {
      const place = { x: 1 };
      return { from: place, to: place, via: [place, place] };
    },
  ],
  [
    "a getter",
    () => ({
      get topic() {
        return "tides";
      },
    }),
  ],
  ["a date", () => ({ at: new Date(0), list: [new Date(1)] })],
  ["a URL", () => new URL("http://server.test/a")],
  [
    "an instance with fields",
    () =>
      new (class {
        topic = "tides";
        #depth = 1;
        depth(): number {
          return this.#depth;
        }
      })(),
  ],
  [
    "an instance with a field that is undefined",
    () =>
      new (class {
        topic = undefined;
      })(),
  ],
  [
    "an instance with a tag of its own",
    () =>
      new (class {
        topic = "tides";
        #tag = "Topic";
        get [Symbol.toStringTag](): string {
          return this.#tag;
        }
      })(),
  ],
  [
    "an instance that can be iterated over",
    () =>
      new (class {
        rows = [1];
        *[Symbol.iterator](): Generator<number> {
          yield* this.rows;
        }
      })(),
  ],
  [
    "an instance of a listener",
    () =>
      new (class extends EventTarget {
        topic = "tides";
      })(),
  ],
  [
    "a list with methods of its own",
    () =>
      new (class extends Array<string> {
        last(): string | undefined {
          return this.at(-1);
        }
      })("a", "b"),
  ],
  [
    "an instance with toJSON",
    () =>
      new (class {
        #topic = "tides";
        toJSON(): object {
          return { topic: this.#topic };
        }
      })(),
  ],
  ["a Map with toJSON", () => Object.assign(new Map([["a", 1]]), { toJSON: () => ({ a: 1 }) })],
  [
    "a function with toJSON",
    () => ({ topic: Object.assign(() => "tides", { toJSON: () => "tides" }) }),
  ],
  [
    "a toJSON that is asked by name",
    () => ({
      topic: { toJSON: (name: string) => name },
      list: [{ toJSON: (name: string) => name }],
    }),
  ],
  ["a toJSON that gives null", () => ({ topic: { toJSON: () => null } })],
  ["a toJSON that gives nothing", () => ({ topic: { toJSON: () => undefined }, depth: 1 })],
  ["an instance whose toJSON gives another one", () => new Pair()],
  ["a toJSON that is no function", () => ({ topic: { toJSON: "tides" } })],
  ["boxed primitives", () => [Object("tides"), Object(""), Object(1), Object(true), Object(false)]],
  ["a proxy", () => new Proxy({ topic: "tides", list: new Proxy([1, { a: 2 }], {}) }, {})],
  [
    "arguments",
    () =>
      (function () {
        return arguments;
      })(),
  ],
];
