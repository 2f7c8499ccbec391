import { beforeEach, describe, expect, it, vi } from "vitest";
import { WorkflowStreamError, type WorkflowStreamErrorCode } from "../../src/index.ts";
import { createRecovery, type Recovery, type RecoveryRules } from "../../src/run/recovery.ts";

const RULES: RecoveryRules = { retries: 2, hasRunKey: true, isSingleUse: false, asksAnew: true };

/** What goes wrong, in a word: a status, with a code of the server's after a colon; or the code of an error. */
type Failure = number | `${number}:${string}` | ":abandoned" | WorkflowStreamErrorCode;

const BODY_CODES: ReadonlySet<string> = new Set([
  "interrupted",
  "stall_timeout",
  "workflow_failed",
  "format",
  "too_long",
  "empty",
]);

function errorOf(failure: Failure): WorkflowStreamError {
  const [status = "", serverCode] = String(failure).split(":");
  if (status === "401") return new WorkflowStreamError("unauthorized", "connect", { status: 401 });
  if (serverCode === "abandoned")
    return new WorkflowStreamError("interrupted", status ? "connect" : "body", {
      status: Number(status) || undefined,
      serverCode,
    });
  if (Number(status) > 0)
    return new WorkflowStreamError("server", "connect", { status: Number(status), serverCode });
  const code = failure as WorkflowStreamErrorCode;
  const isOfToken = code === "token_failed" || code === "token_spent";
  const phase = BODY_CODES.has(code) ? "body" : isOfToken ? "token" : "connect";
  return new WorkflowStreamError(code, phase);
}

/** What follows: the next request, or the end with the error of the n-th failure, from 1; `gone` where the run is. */
function follow(recovery: Recovery, failures: readonly Failure[], nowMs = 0): string {
  const errors = failures.map(errorOf);
  let followed = "";
  for (const error of errors) {
    const verdict = recovery.failed(error, nowMs);
    const { next } = recovery;
    if ("error" in verdict) {
      const nth = errors.indexOf(verdict.error) + 1 || verdict.error.code;
      return verdict.isGone ? "gone" : `end ${nth}`;
    }
    followed = next.kind === "post" ? next.reason : next.kind;
  }
  return followed;
}

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});

describe("after a post", () => {
  it.each<[failures: Failure[], follows: string, rules?: Partial<RecoveryRules>]>([
    // proofs that no run began
    [[401], "rejected"],
    [[401, 401], "end 2"],
    [[429], "retry"],
    [[503], "retry"],
    [["503:draining"], "retry"],
    [[503, 503, 503], "end 3"],
    [[503, 401], "rejected"],
    // no usable answer: a run may have begun
    [["network"], "repost"],
    [["connect_timeout"], "repost"],
    [[408], "repost"],
    [[500], "repost"],
    [[502], "repost"],
    [[504], "repost"],
    [[520], "repost"],
    [[524], "repost"],
    [[530], "repost"],
    [["504:FUNCTION_INVOCATION_TIMEOUT"], "repost"],
    [["network", "network", "network"], "end 3"],
    [["network", 401], "end 1"],
    [["network", 503], "retry"],
    [["network", 503, 401], "end 1"],
    [[503, "network"], "repost"],
    // our own words, and what nothing can mend
    [["502:upstream_failed"], "end 1"],
    [["504:idle_timeout"], "end 1"],
    [["502:content_filter"], "end 1"],
    [["502:abandoned"], "end 1"],
    [["network", "502:abandoned"], "end 2"],
    [["500:validation_timeout"], "end 1"],
    [[400], "end 1"],
    [[403], "end 1"],
    [[404], "end 1"],
    [[422], "end 1"],
    [["token_failed"], "end 1"],
    [["invalid_input"], "end 1"],
    [["unsupported"], "end 1"],
    [["format"], "end 1"],
    // a body of a run without a name can't be asked for
    [["interrupted"], "end 1"],
    // a credential that may have had its use: the first failure says more
    [["network", 403], "end 1"],
    [["network", 409], "end 1"],
    [["network", 410], "end 1"],
    [["network", 404], "end 2"],
    [[503, 409], "end 1", { asksAnew: false }],
    [[503, 409], "end 2"],
    // without a Run-Key nothing is repeated
    [["network"], "end 1", { hasRunKey: false }],
    [["offline"], "end 1", { hasRunKey: false }],
    [[524], "end 1", { hasRunKey: false }],
    [[503], "retry", { hasRunKey: false }],
    // a literal token or URL
    [[401], "end token_spent", { isSingleUse: true, asksAnew: false }],
    [[503], "end 1", { isSingleUse: true, asksAnew: false }],
    [["network"], "repost", { isSingleUse: true, asksAnew: false }],
    [[401], "end 1", { asksAnew: false }],
    [["network"], "end 1", { retries: 0 }],
    [[401], "end 1", { retries: 0 }],
  ])("%j: %s %j", (failures, follows, rules) => {
    expect(follow(createRecovery({ ...RULES, ...rules }), failures)).toBe(follows);
  });
});

describe("after a break of a run that the server has named", () => {
  it.each<[failures: Failure[], follows: string]>([
    [["interrupted"], "resume"],
    [["stall_timeout"], "resume"],
    [["workflow_failed"], "end 1"],
    [["format"], "end 1"],
    [["too_long"], "end 1"],
    [["interrupted", "network"], "resume"],
    [["interrupted", "token_failed"], "resume"],
    [["interrupted", 200], "resume"],
    [["interrupted", 408], "resume"],
    [["interrupted", 429], "resume"],
    [["interrupted", 500], "resume"],
    [["interrupted", 503], "resume"],
    [["interrupted", 524], "resume"],
    [["interrupted", "unsupported"], "end 1"],
    [["interrupted", 400], "end 1"],
    [["interrupted", 401], "end 1"],
    [["interrupted", 404], "end 1"],
    [["interrupted", 409], "end 1"],
    [["interrupted", "workflow_failed"], "end 2"],
    // the server's own word, whether it has text or not
    [[":abandoned"], "end 1"],
    [["interrupted", ":abandoned"], "end 2"],
    [["interrupted", "502:abandoned"], "end 2"],
    [["interrupted", "502:upstream_failed"], "end 2"],
    [["interrupted", "502:content_filter"], "end 2"],
    [["interrupted", "504:idle_timeout"], "end 2"],
    [["interrupted", "502:bad_gateway"], "resume"],
    [["interrupted", "503:draining"], "resume"],
  ])("%j: %s", (failures, follows) => {
    const recovery = createRecovery(RULES);
    recovery.opened(true, 0);
    expect(follow(recovery, failures)).toBe(follows);
  });

  it("is looked for 25 s, and may be picked up after", () => {
    const recovery = createRecovery(RULES);
    recovery.opened(true, 0);
    const error = errorOf("interrupted");
    expect(recovery.failed(error, 1000)).toMatchObject({ delayMs: 100 });
    expect(recovery.leftMs(2000)).toBe(24_000);
    expect(recovery.failed(errorOf("network"), 25_900)).toMatchObject({ delayMs: 100 });
    expect(recovery.failed(errorOf("network"), 25_901)).toEqual({ error, isGone: false });
    expect(recovery.isResumable).toBe(true);
  });

  it("new text, or a connection of 8 s, makes the next break a new one", () => {
    for (const makeNew of [(r: Recovery) => r.grew(), (r: Recovery) => r.opened(true, 10_000)]) {
      const recovery = createRecovery(RULES);
      recovery.opened(true, 0);
      recovery.failed(errorOf("interrupted"), 0);
      makeNew(recovery);
      recovery.failed(errorOf("interrupted"), 20_000);
      expect(recovery.leftMs(20_000)).toBe(25_000);
    }
  });
});

describe("a run that is picked up again", () => {
  function pickedUp(before: Failure): Recovery {
    const recovery = createRecovery({ ...RULES, retries: 0 });
    if (before === "interrupted") recovery.opened(true, 0);
    recovery.failed(errorOf(before), 0);
    expect(recovery.isResumable).toBe(true);
    recovery.again(60_000);
    expect(recovery.next).toEqual({ kind: "resume" });
    expect(recovery.leftMs(60_000)).toBe(25_000);
    return recovery;
  }

  it.each<[before: Failure, failures: Failure[], follows: string]>([
    ["interrupted", [404], "gone"],
    ["interrupted", [409], "gone"],
    ["interrupted", [503], "resume"],
    ["interrupted", ["502:upstream_failed"], "end 1"],
    ["network", [404], "gone"],
    [524, [404], "gone"],
    ["network", ["network"], "resume"],
  ])("after %s meets %j: %s", (before, failures, follows) => {
    const recovery = pickedUp(before);
    expect(follow(recovery, failures, 60_000)).toBe(follows);
    if (follows === "gone") expect(recovery.isResumable).toBe(false);
  });

  it("is not gone when it breaks after new text", () => {
    const recovery = pickedUp("interrupted");
    recovery.opened(true, 60_000);
    recovery.grew();
    expect(follow(recovery, ["interrupted", 404], 60_100)).toBe("end 1");
  });

  it.each<Failure>([403, 404, "502:upstream_failed", "token_failed"])(
    "does not follow a %s, which left no run behind",
    (failure) => {
      const recovery = createRecovery(RULES);
      recovery.failed(errorOf(failure), 0);
      expect(recovery.isResumable).toBe(false);
    },
  );

  it("follows an ambiguous answer also where a refusal came last", () => {
    const recovery = createRecovery(RULES);
    expect(follow(recovery, ["network", 503, 503])).toBe("end 3");
    expect(recovery.isResumable).toBe(true);
  });
});

describe("a browser that says it is offline", () => {
  it("slows a post down to a try in 4 s, for 25 s, whatever the retries", () => {
    const recovery = createRecovery({ ...RULES, retries: 1 });
    for (let nowMs = 0; nowMs <= 20_000; nowMs += 4000)
      expect(recovery.failed(errorOf("offline"), nowMs)).toMatchObject({
        delayMs: 4000,
        isForNetwork: true,
      });
    expect(recovery.failed(errorOf("offline"), 24_000)).toMatchObject({ isGone: false });
  });

  it("slows the look for a run down, and an answer ends that", () => {
    const recovery = createRecovery(RULES);
    recovery.opened(true, 0);
    recovery.failed(errorOf("interrupted"), 0);
    const { failed } = recovery;
    expect(failed(errorOf("offline"), 100)).toMatchObject({ delayMs: 4000, isForNetwork: true });
    expect(failed(errorOf(503), 4100)).toMatchObject({ delayMs: 100, isForNetwork: false });
  });
});

it("a Retry-After is obeyed up to 30 s before a run began, and within the window after a break", () => {
  const after = (retryAfterMs: number): WorkflowStreamError =>
    new WorkflowStreamError("rate_limited", "connect", { status: 429, retryAfterMs });
  expect(createRecovery(RULES).failed(after(30_000), 0)).toMatchObject({ delayMs: 30_000 });
  expect(createRecovery(RULES).failed(after(30_001), 0)).toMatchObject({ isGone: false });
  const busy = createRecovery(RULES);
  for (const _ of [1, 2]) expect(busy.failed(after(0), 0)).toMatchObject({ delayMs: 0 });
  expect(busy.failed(after(0), 0)).toMatchObject({ error: { retryAfterMs: 0 } });
  const recovery = createRecovery(RULES);
  recovery.opened(true, 0);
  recovery.failed(errorOf("interrupted"), 0);
  expect(recovery.failed(after(25_000), 0)).toMatchObject({ delayMs: 25_000 });
  expect(recovery.failed(after(25_001), 0)).toMatchObject({ error: { code: "interrupted" } });
});
