import type { StandardSchemaV1 } from "@standard-schema/spec";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asBackend, newRunKey, refusal, says, setup, until } from "./support.ts";

/** A workflow whose inputs are checked when the test says so. */
function slowlyChecked() {
  const checks: ((result: StandardSchemaV1.Result<unknown>) => void)[] = [];
  const validate = (): Promise<StandardSchemaV1.Result<unknown>> =>
    new Promise((resolve) => checks.push(resolve));
  const inputs = { "~standard": { version: 1 as const, vendor: "test", validate } };
  return { workflow: { ...says("slow", "text"), inputs }, checks };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a schema that says nothing", () => {
  it("is a 500 after 8 s, and no run began: the token and the Run-Key are as before", async () => {
    const { workflow, checks } = slowlyChecked();
    const { run, token, errors, reports, call } = setup([workflow]);
    const value = await token();
    const { headers, id } = newRunKey();
    const answered = run("slow", { token: value, headers });
    await until(() => checks.length === 1);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(await refusal(await answered)).toEqual({ status: 500, code: "validation_timeout" });
    expect(errors).toMatchObject([{ message: `the schema of "slow" said nothing within 8000 ms` }]);
    expect((await call(`/runs/${id}`, { headers })).status).toBe(404);
    // What it says later is dropped.
    checks[0]?.({ value: {} });
    const again = run("slow", { token: value, headers });
    await until(() => checks.length === 2);
    checks[1]?.({ value: {} });
    expect(await (await again).text()).toBe("text");
    expect(reports).toHaveLength(1);
  });

  it("is waited for as long as its claim is sure, and no longer on a secret key", async () => {
    const { workflow, checks } = slowlyChecked();
    const { run, call } = setup([workflow]);
    const streamed = run("slow");
    await until(() => checks.length === 1);
    const whole = call("/run/slow", { method: "POST", headers: asBackend });
    await until(() => checks.length === 2);
    await vi.advanceTimersByTimeAsync(7_990);
    checks[0]?.({ value: {} });
    expect((await streamed).status).toBe(200);
    await vi.advanceTimersByTimeAsync(10);
    expect(await refusal(await whole)).toEqual({ status: 500, code: "validation_timeout" });
  });

  it("holds up no shutdown: it is a 503 then, with the token still good", async () => {
    const { workflow, checks } = slowlyChecked();
    const { run, server, call } = setup([workflow]);
    const answers = [run("slow"), call("/run/slow", { method: "POST", headers: asBackend })];
    await until(() => checks.length === 2);
    await server.close();
    for (const answer of answers) {
      expect(await refusal(await answer)).toEqual({ status: 503, code: "draining" });
    }
    // Nor is it asked any more.
    expect((await run("slow", { token: "pub_tok_any" })).status).toBe(503);
    expect(checks).toHaveLength(2);
  });

  it("and that rejects after all is no news", async () => {
    let fail = (_reason: Error): void => {};
    const validate = (): Promise<never> => new Promise((_resolve, reject) => (fail = reject));
    const inputs = { "~standard": { version: 1 as const, vendor: "test", validate } };
    const { call, errors } = setup([{ ...says("slow"), inputs }]);
    const answered = call("/run/slow", { method: "POST", headers: asBackend });
    await vi.advanceTimersByTimeAsync(0);
    await until(() => vi.getTimerCount() > 0);
    await vi.advanceTimersByTimeAsync(8_000);
    expect((await answered).status).toBe(500);
    fail(new Error("too late"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(errors).toHaveLength(1);
  });
});
