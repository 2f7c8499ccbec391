import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { handFed, heldBody, newRunKey, refusal, setup, until } from "./support.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a request that is checked for longer than its claim on the id", () => {
  /** Its answer, when another request began a run of that id meanwhile. */
  async function overtaken(first: Record<string, string>, second: Record<string, string>) {
    const fed = handFed();
    const { run, call, token } = setup([fed.workflow]);
    const held = heldBody();
    const url = `/run/fed/stream?token=${await token()}`;
    const late = call(url, { ...held.init, headers: first });
    await until(held.isAwaited);
    await vi.advanceTimersByTimeAsync(10_001);
    fed.push("text");
    expect((await run("fed", { headers: second })).status).toBe(200);
    held.send("{}");
    fed.end();
    const response = await late;
    expect(fed.calls).toBe(1);
    return response;
  }

  it("does not get the run of another secret", async () => {
    const { headers, id } = newRunKey();
    const response = await overtaken(headers, { "run-key": `${id}.${"x".repeat(22)}` });
    expect(await refusal(response)).toEqual({ status: 404, code: "run_not_found" });
  });

  it("attaches to the run of its own", async () => {
    const { headers } = newRunKey();
    expect(await (await overtaken(headers, headers)).text()).toBe("text");
  });
});
