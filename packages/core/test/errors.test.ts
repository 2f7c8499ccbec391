import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interrupted, isTyped, redact, typed, withPartialText } from "../src/errors.ts";
import { WorkflowStreamError } from "../src/index.ts";
import { HUGE_CHARS, withinOneSecond } from "./support/hostile.ts";

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const fail = (): never => {
  throw new Error("No words");
};

/** What can be thrown although it can't be made a string, or can't even be looked at. */
const WORDLESS: [string, unknown][] = [
  ["an object without a prototype", Object.create(null)],
  ["an object whose toString throws", { toString: fail }],
  ["an object whose toString gives an object", { toString: () => ({}), valueOf: () => ({}) }],
  ["an error whose message throws", Object.defineProperty(new Error(), "message", { get: fail })],
  ["a revoked proxy", revokedProxy()],
  ["a proxy that answers nothing", new Proxy({}, { get: fail, getPrototypeOf: fail, has: fail })],
  ["an empty string", ""],
  ["null", null],
];

describe("whatever is thrown", () => {
  it.each<[string, unknown, string]>([
    ["an error", new TypeError("reset"), "TypeError: reset"],
    ["a string", "no luck", "no luck"],
    ["a number", 0, "0"],
    ["a symbol", Symbol("no"), "Symbol(no)"],
    ["a BigInt", 1n, "1"],
    ["a function", Boolean, String(Boolean)],
    ...WORDLESS.map(([name, thrown]) => [name, thrown, "network"] as [string, unknown, string]),
  ])("becomes the cause of a typed error: %s", (_, thrown, message) => {
    const error = typed(thrown, "network", "connect");
    expect(error).toBeInstanceOf(WorkflowStreamError);
    expect([error.code, error.phase, error.message]).toEqual(["network", "connect", message]);
    expect(Object.is(error.cause, thrown)).toBe(true);
  });

  it.each(WORDLESS)("is given back with no text: %s", (_, thrown) => {
    expect(isTyped(thrown)).toBe(false);
    expect(Object.is(withPartialText(thrown, "text"), thrown)).toBe(true);
  });

  it("stays what it is where it is typed", () => {
    const error = interrupted();
    expect(typed(error, "network", "connect", "Other words")).toBe(error);
  });

  it("has no cause where nothing was thrown", () => {
    expect("cause" in typed(undefined, "network", "connect")).toBe(false);
  });
});

describe("an error", () => {
  it("says by its code whether the same may succeed later", () => {
    const retryable = (code: WorkflowStreamError["code"]): boolean =>
      new WorkflowStreamError(code, "connect").retryable;
    expect(
      [
        ["token_failed", "rate_limited", "server", "network", "offline"] as const,
        ["connect_timeout", "stall_timeout", "interrupted", "workflow_failed", "empty"] as const,
      ]
        .flat()
        .every(retryable),
    ).toBe(true);
    expect(
      [
        ["token_spent", "unauthorized", "billing", "forbidden", "not_found"] as const,
        ["invalid_input", "too_long", "format", "unsupported"] as const,
      ]
        .flat()
        .some(retryable),
    ).toBe(false);
  });

  it("keeps each field, and what it was caused by", () => {
    const cause = new WorkflowStreamError("unauthorized", "connect", { status: 401 });
    const error = new WorkflowStreamError("token_spent", "connect", {
      cause,
      status: 401,
      serverCode: "used",
      details: [{ pointer: "/a", detail: "b" }],
      retryAfterMs: 5,
      hint: "connections",
    });
    expect(error).toMatchObject({
      name: "WorkflowStreamError",
      status: 401,
      serverCode: "used",
      details: [{ pointer: "/a", detail: "b" }],
      retryAfterMs: 5,
      hint: "connections",
      partialText: "",
    });
    expect(error.cause).toBe(cause);
    expect(withPartialText(error, "text").partialText).toBe("text");
  });

  it("holds no secret in any field", () => {
    const error = new WorkflowStreamError("server", "connect", {
      message: "pub_tok_secret",
      serverCode: "sk_secret",
      details: [{ pointer: "/?token=secret", detail: "Bearer secret" }],
      cause: new TypeError("run_a.secret"),
    });
    expect(error.cause).toBe("TypeError: …");
    expect(JSON.stringify(error) + String(error) + error.stack).not.toContain("secret");
  });
});

describe("redact", () => {
  it.each([
    ["pub_tok_a-B_1 and sk_live_1", "… and …"],
    ["run_ab-c.d_E is taken", "… is taken"],
    ["x-run_a.b-sk_c x-sk_c", "x-… x-…"],
    ["run_a-sk_b of run_c", "run_a-… of run_c"],
    ["run_a.run_b.c", "….c"],
    ["run_a. run_.b task_1 my_run_a.b", "run_a. run_.b task_1 my_run_a.b"],
    ["/stream?token=a%2Fb&token=c&x=1#y", "/stream?token=…&token=…&x=1#y"],
    ['{"authorization":"Bearer e.y/J="}', '{"authorization":"Bearer …"}'],
    ["a bearer of Bearer\n", "a bearer of Bearer\n"],
  ])("%j", (text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  it("leaves no secret among any others", () => {
    const secrets = ["pub_tok_S", "sk_S", "run_a.S", "?token=S", "&token=S%", "Bearer S"];
    const around = ["run_", "-", ".", " ", "sk_", "a", "\n", '"', "&", "Bearer ", "?token="];
    const pieces = fc.array(fc.constantFrom(...around));
    fc.assert(
      fc.property(pieces, fc.constantFrom(...secrets), pieces, (before, secret, after) => {
        // behind a space: within a word it would be part of another name
        expect(redact(`${before.join("")} ${secret}${after.join("")}`)).not.toContain("S");
      }),
    );
  });

  it.each(["run_-", "run_a", "run_a.", "sk_-", "pub_tok_", "?token=", "Bearer ", "Bearer", "-"])(
    "takes no time over 64 kB of %j",
    async (piece) => {
      const text = piece.repeat(HUGE_CHARS / piece.length);
      await withinOneSecond(() => redact(text));
    },
  );
});
