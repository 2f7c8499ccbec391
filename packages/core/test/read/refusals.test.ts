import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readText, WorkflowStreamError } from "../../src/index.ts";
import { bytesOf } from "../support/bytes.ts";
import { every } from "../support/chunkings.ts";
import { HUGE_CHARS, withinOneSecond } from "../support/hostile.ts";
import { bodyOf, collect, pushedBody, responseOf } from "../support/responses.ts";
import { fakeAbortTimeout } from "../support/virtualTime.ts";
import { refusals } from "../tables/refusals.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function refusalOf(response: Response): Promise<WorkflowStreamError> {
  const { items, error } = await collect(readText(response));
  expect(items).toEqual([]);
  if (error instanceof WorkflowStreamError) return error;
  throw error ?? new Error("There was no refusal");
}

describe("an answer that carries no stream", () => {
  it.each(refusals)("$name, $status", async ({ status, type, headers, body, error, says = "" }) => {
    for (const chunks of [[body], every(bytesOf(body), 5)]) {
      const refusal = await refusalOf(responseOf(bodyOf(chunks), type, { status, headers }));
      expect(refusal).toMatchObject({ status, phase: "connect", ...error });
      expect(refusal.message).toContain(says);
      expect(refusal.message).not.toMatch(/[<>]/);
    }
  });

  it.each([
    [400, "invalid_input"],
    [401, "unauthorized"],
    [402, "billing"],
    [403, "forbidden"],
    [404, "not_found"],
    [409, "server"],
    [410, "not_found"],
    [413, "invalid_input"],
    [415, "invalid_input"],
    [422, "invalid_input"],
    [429, "rate_limited"],
    [500, "server"],
    [599, "server"],
  ])("of status %i is %s", async (status, code) => {
    expect(await refusalOf(responseOf("", "", { status }))).toMatchObject({ status, code });
  });

  it("gives away no token, key or Run-Key that it names", async () => {
    const secrets = ["pub_tok_a-B_1", "sk_live_1", "run_ab-c.d_E", "Bearer eyJ.x"];
    const error = `Bad: ${secrets.join(" ")} at /stream?token=abc&x=1`;
    const errors = [{ pointer: "/topic", detail: error }];
    const body = JSON.stringify({ error, code: secrets[0], errors });
    const refusal = await refusalOf(responseOf(body, "application/json", { status: 401 }));
    const shown = JSON.stringify([refusal.message, refusal.serverCode, refusal.details]);
    for (const secret of [...secrets, "token=abc"]) expect(shown).not.toContain(secret);
    expect(refusal.message).toContain("&x=1");
  });
});

describe("the body of a refusal", () => {
  beforeEach(() => void vi.useFakeTimers());

  it("is read to 64 kB of 2 MB, and no further", async () => {
    let readBytes = 0;
    let cancelled = false;
    function* page(): Generator<Uint8Array> {
      for (; readBytes < 2_000_000; readBytes += 1000) yield bytesOf("E".repeat(1000));
    }
    const body = bodyOf(page(), { onCancel: () => (cancelled = true) });
    const refusal = await refusalOf(responseOf(body, "text/plain", { status: 400 }));
    expect(refusal).toMatchObject({ code: "invalid_input", message: expect.stringMatching("400") });
    expect(readBytes).toBeLessThan(70_000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(cancelled).toBe(true);
  });

  it("makes no long message", async () => {
    const body = JSON.stringify({ error: "e".repeat(10_000), code: "c".repeat(10_000) });
    const refusal = await refusalOf(responseOf(body, "application/json", { status: 500 }));
    expect(refusal.message).toMatch(/^e{100,500}$/);
    expect(refusal.serverCode).toMatch(/^c{100,500}$/);
  });

  it("may break off: the status says enough", async () => {
    const body = bodyOf(['{"err'], { breaksWith: new TypeError("reset") });
    const refusal = await refusalOf(responseOf(body, "application/json", { status: 403 }));
    expect(refusal).toMatchObject({ code: "forbidden", message: expect.stringMatching("403") });
  });

  it("may never end: it is waited for 5 s", async () => {
    fakeAbortTimeout();
    const body = bodyOf(['{"error":"slow"}'], { staysOpen: true });
    const refusal = refusalOf(responseOf(body, "application/json", { status: 403 }));
    await vi.advanceTimersByTimeAsync(5000);
    expect(await refusal).toMatchObject({ code: "forbidden", message: "slow" });
  });

  it("may drip: it is waited for 5 s all the same", async () => {
    fakeAbortTimeout();
    const { body, push } = pushedBody();
    let refusal: WorkflowStreamError | undefined;
    void refusalOf(responseOf(body, "", { status: 403 })).then((error) => (refusal = error));
    for (let seconds = 0; seconds < 6; seconds++) {
      if (!refusal) push(".");
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(refusal).toMatchObject({ code: "forbidden" });
  });
});

describe("a hostile refusal", () => {
  it.each([
    ["title tags that never end", "<title"],
    ["title tags without words", "<title>"],
    ["blanks in a title", "<title>a", " "],
    ["blanks before a title's end", "<title>a<title> ", " "],
    ["Run-Keys that never end", '{"error":"', "run_-"],
    ["Run-Keys", '{"error":"', "run_a."],
    ["brackets", "[", "["],
    ["objects", '{"error":', '{"error":'],
  ])("of 64 kB of %s costs no time", async (_, begin, piece = begin) => {
    const body = (begin + piece.repeat(HUGE_CHARS / piece.length)).slice(0, HUGE_CHARS);
    for (const type of ["text/html", "application/json"]) {
      const response = responseOf(body, type, { status: 500 });
      expect(await withinOneSecond(() => refusalOf(response))).toMatchObject({ code: "server" });
    }
  });

  it.each([
    ["digits", "9", ""],
    ["signs", "-", ""],
    ["brackets before a date", "(", "Fri, 01 Jan 2027 00:00:10 GMT"],
    ["a day's name", "Fri, ", " GMT"],
  ])("with a Retry-After of 64 kB of %s costs no time", async (_, piece, end) => {
    const headers = { "retry-after": piece.repeat(HUGE_CHARS / piece.length) + end };
    const response = responseOf("", "", { status: 503, headers });
    expect(await withinOneSecond(() => refusalOf(response))).toMatchObject({ status: 503 });
  });

  it.each(["text/html ", "text/html,", "text/html;", "a/", '"', "\\", ","])(
    "with a content type of 64 kB of %j costs no time",
    async (piece) => {
      const response = responseOf("", piece.repeat(HUGE_CHARS / piece.length), { status: 500 });
      expect(await withinOneSecond(() => refusalOf(response))).toMatchObject({ code: "server" });
    },
  );

  it("whose one chunk is 2 MB is looked at to 64 kB", async () => {
    const body = `${" ".repeat(2_000_000)}<title>Far away</title>`;
    const refusal = await refusalOf(responseOf(body, "text/html", { status: 500 }));
    expect(refusal.message).toBe("Answered 500");
  });

  it("may name a field by what is no string", async () => {
    const wordless = { toString: 1, valueOf: 1 };
    const errors = [{ pointer: wordless, detail: wordless }, wordless, null, "plain", 5];
    const refusal = await refusalOf(
      responseOf(JSON.stringify({ errors }), "application/json", { status: 422 }),
    );
    expect(refusal.details).toEqual(
      ["", "", "", "plain", "5"].map((detail) => ({ pointer: "", detail })),
    );
  });
});

describe("the title of a page", () => {
  it.each([
    ["<TITLE lang='en'>\n  Log in > here \n</TITLE>", '"Log in > here"'],
    ["<html><title>Cut of", '"Cut of"'],
    ["<title></title><title>Second</title>", "502"],
    ["<title", "502"],
    ["İİİ<title>Giriş</title>", '"Giriş"'],
  ])("%j", async (body, says) => {
    const refusal = await refusalOf(responseOf(body, "text/html", { status: 502 }));
    expect(refusal).toMatchObject({ hint: "html_page", message: `Answered ${says}` });
  });
});

describe("Retry-After, in ms", () => {
  it.each([
    ["0", 0],
    ["1", 1000],
    ["120", 120_000],
    ["Fri, 01 Jan 2027 00:00:10 GMT", 10_000],
    ["Thu, 31 Dec 2026 23:59:00 GMT", 0],
    ["soon", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["1, 2", undefined],
    ["2027", 2_027_000],
    ["86400", 86_400_000],
    ["86401", 86_400_000],
    ["99999999999", 86_400_000],
    ["9".repeat(310), 86_400_000],
    ["Fri, 01 Jan 9999 00:00:00 GMT", 86_400_000],
    ["Friday, 01-Jan-27 00:00:10 GMT", 10_000],
    ["Fri, 01 Jan 2027 00:00:10", undefined],
    ["Fri, 99 Jan 2027 00:00:00 GMT", undefined],
    ["", undefined],
  ])("%j", async (value, retryAfterMs) => {
    vi.useFakeTimers({ now: Date.UTC(2027, 0, 1) });
    const headers = { "retry-after": value };
    const refusal = await refusalOf(responseOf("", "", { status: 503, headers }));
    expect(refusal.retryAfterMs).toBe(retryAfterMs);
  });

  it("is absent where no header is", async () => {
    expect((await refusalOf(responseOf("", "", { status: 503 }))).retryAfterMs).toBeUndefined();
  });
});
