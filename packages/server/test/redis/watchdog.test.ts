import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createWatchdog } from "../../src/store/redis/watchdog.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const silenceMs = 10_000;

describe("what a connection's watchdog has it connect anew for", () => {
  it.each([
    ["READONLY You can't write against a read only replica.", true],
    [
      "ERR Error running script (call to f_0): @user_script:45: @user_script: 45: -READONLY You can't write against a read only replica.",
      true,
    ],
    ["OOM command not allowed when used memory > 'maxmemory'.", false],
    ["NOREPLICAS Not enough good replicas to write.", false],
  ])("a refusal: %s", async (message, isCalled) => {
    const reconnect = vi.fn<() => void>();
    const { watch } = createWatchdog(reconnect, silenceMs);
    const error = new Error(message);
    await expect(watch(Promise.reject(error))).rejects.toBe(error);
    expect(reconnect).toHaveBeenCalledTimes(isCalled ? 1 : 0);
  });

  it("silence of its whole length, and no command that is late alone", async () => {
    const reconnect = vi.fn<() => void>();
    const { watch, late } = createWatchdog(reconnect, silenceMs);
    let answer = (): void => {};
    const slow = watch(new Promise<void>((resolve) => (answer = resolve)));
    vi.advanceTimersByTime(9_999);
    late();
    expect(reconnect).not.toHaveBeenCalled();

    answer();
    await slow;
    vi.advanceTimersByTime(60_000);
    late();
    expect(reconnect).not.toHaveBeenCalled();

    void watch(new Promise(() => {}));
    vi.advanceTimersByTime(5_000);
    void watch(new Promise(() => {}));
    vi.advanceTimersByTime(5_000);
    late();
    expect(reconnect).toHaveBeenCalledTimes(1);
  });
});
