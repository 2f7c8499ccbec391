import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { after, every, whenIdle } from "../src/timers.ts";

it("no timer keeps the process alive", () => {
  const timeout = vi.spyOn(globalThis, "setTimeout");
  const interval = vi.spyOn(globalThis, "setInterval");
  const cancels = [after(60_000, () => {}), every(60_000, () => {})];
  for (const spy of [timeout, interval]) {
    const timer = spy.mock.results[0]?.value as NodeJS.Timeout;
    expect(timer.hasRef()).toBe(false);
  }
  for (const cancel of cancels) cancel();
  vi.restoreAllMocks();
});

describe("whenIdle", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("expires once, its limit after the last touch", () => {
    const expire = vi.fn();
    const idle = whenIdle(1_000, expire);
    for (let i = 0; i < 5; i++) {
      vi.advanceTimersByTime(900);
      idle.touch();
    }
    vi.advanceTimersByTime(999);
    expect(expire).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(expire).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("uses one timer however often it is touched, and none when cancelled", () => {
    const idle = whenIdle(1_000, () => {});
    for (let i = 0; i < 100; i++) {
      vi.advanceTimersByTime(100);
      idle.touch();
    }
    expect(vi.getTimerCount()).toBe(1);
    idle.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });
});
