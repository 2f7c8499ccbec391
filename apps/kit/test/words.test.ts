import { expect, it } from "vitest";
import { describeError, describeRun } from "../src/words.ts";

const timing = { chars: 1234, chunks: 3 };
const ended = { isPartial: false, timing };

it("says of a text whether the server confirmed its end", () => {
  expect(describeRun({ status: "done", verified: true, ...ended })).toBe(
    "Complete · 1,234 characters",
  );
  expect(describeRun({ status: "done", verified: false, ...ended })).toBe(
    "Ended, unconfirmed · 1,234 characters",
  );
});

it("says of a text that a limit ended that it is not whole", () => {
  expect(describeRun({ status: "done", verified: true, isPartial: true, timing })).toBe(
    "Cut short · 1,234 characters",
  );
});

it("says of a run that broke off whether there is text of it", () => {
  const broken = { status: "error", isPartial: true, verified: false } as const;
  expect(describeRun({ ...broken, timing })).toBe("Broken off · 1,234 characters");
  const none = { chars: 0, chunks: 0 };
  expect(describeRun({ ...broken, timing: none })).toBe("Failed");
});

it("says how long to wait where the server said so", () => {
  const busy = describeError({ code: "rate_limited", serverCode: undefined, retryAfterMs: 4200 });
  expect(busy).toContain("Wait 5\u00a0seconds, then retry.");
  const offline = describeError({
    code: "offline",
    serverCode: undefined,
    retryAfterMs: undefined,
  });
  expect(offline).toBe("You are offline. Retry when the network is back.");
});

it("says of a run that nobody read that a retry is a new one", () => {
  const broken = { code: "interrupted", retryAfterMs: undefined } as const;
  expect(describeError({ ...broken, serverCode: undefined })).toContain("to get the rest");
  expect(describeError({ ...broken, serverCode: "abandoned" })).toContain("to run it again");
});
