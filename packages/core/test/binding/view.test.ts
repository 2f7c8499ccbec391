import { describe, expect, it, vi } from "vitest";
import { createView, type ViewOptions, type ViewStore } from "../../src/binding.ts";
import { pass, useVirtualTime } from "../support/virtualTime.ts";
import { createShownStream, type ShownStream } from "./shownStream.ts";

useVirtualTime();

const NOTHING = { hasSpinner: false, hasFallback: false, announcement: "" };

/** A view that is subscribed to, and how to move its stream. */
function watch(options: ViewOptions = {}): ShownStream & { view: ViewStore; end: () => void } {
  const shown = createShownStream();
  const view = createView(shown.stream, () => options);
  const end = view.subscribe(() => {});
  return Object.assign(shown, { view, end });
}

describe("the spinner", () => {
  it("shows when a run has been silent for 150 ms, until it has text", async () => {
    const { view, show } = watch();
    show("connecting");
    await pass(149);
    expect(view.getSnapshot().hasSpinner).toBe(false);
    await pass(1);
    expect(view.getSnapshot().hasSpinner).toBe(true);
    show("streaming", "t");
    expect(view.getSnapshot().hasSpinner).toBe(false);
    await pass(1000);
    expect(view.getSnapshot().hasSpinner).toBe(false);
  });

  it("never shows for a run that is quicker", async () => {
    const { view, show } = watch();
    const listener = vi.fn();
    view.subscribe(listener);
    show("connecting");
    await pass(149);
    show("streaming", "t");
    await pass(1000);
    expect(listener).not.toHaveBeenCalled();
  });

  it("waits as long as spinnerDelayMs says", async () => {
    const { view, show } = watch({ spinnerDelayMs: 20 });
    show("connecting");
    await pass(19);
    expect(view.getSnapshot().hasSpinner).toBe(false);
    await pass(1);
    expect(view.getSnapshot().hasSpinner).toBe(true);
  });

  it("does not begin to wait anew with each change of a run", async () => {
    const { view, show } = watch();
    show("connecting");
    await pass(100);
    show("connecting", "old text");
    await pass(50);
    expect(view.getSnapshot().hasSpinner).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(["stopped", "error", "done"] as const)("waits anew after a run is %s", async (ending) => {
    const { view, show } = watch();
    show("connecting");
    await pass(150);
    show(ending);
    expect(view.getSnapshot().hasSpinner).toBe(false);
    show("connecting");
    expect(view.getSnapshot().hasSpinner).toBe(false);
    await pass(150);
    expect(view.getSnapshot().hasSpinner).toBe(true);
  });

  it("shows while a run without text is picked up, and not beside a text", async () => {
    const { view, show } = watch();
    show("reconnecting");
    await pass(150);
    expect(view.getSnapshot().hasSpinner).toBe(true);
    show("streaming", "half");
    show("reconnecting");
    await pass(1000);
    expect(view.getSnapshot().hasSpinner).toBe(false);
  });
});

describe("the fallback", () => {
  it("shows on an error without text, until the next run", () => {
    const { view, show } = watch();
    show("error");
    expect(view.getSnapshot().hasFallback).toBe(true);
    show("connecting");
    expect(view.getSnapshot().hasFallback).toBe(false);
  });

  it("does not show beside a text, nor without an error", () => {
    const { view, show } = watch();
    show("stopped");
    expect(view.getSnapshot().hasFallback).toBe(false);
    show("error", "half");
    expect(view.getSnapshot().hasFallback).toBe(false);
  });
});

describe("the announcement", () => {
  it.each([
    ["idle", ""],
    ["connecting", ""],
    ["streaming", ""],
    ["reconnecting", ""],
    ["done", "The text is complete."],
    ["stopped", "Stopped."],
    ["error", "The text could not be loaded."],
  ] as const)("of %s is %j", (status, sentence) => {
    const { view, show } = watch();
    show("streaming", "text");
    show(status);
    expect(view.getSnapshot().announcement).toBe(sentence);
  });

  it("is none when it is off", () => {
    const { view, show } = watch({ announce: "off" });
    for (const status of ["streaming", "done", "error", "stopped"] as const) show(status, "text");
    expect(view.getSnapshot()).toEqual(NOTHING);
  });

  it("is what a function makes of the snapshot, asked at each change", () => {
    const options: ViewOptions = { announce: ({ status, text }) => `${status}: ${text.length}` };
    const { view, show } = watch(options);
    show("done", "text");
    expect(view.getSnapshot().announcement).toBe("done: 4");
    options.announce = () => "klaar";
    show("done", "texts");
    expect(view.getSnapshot().announcement).toBe("klaar");
  });
});

describe("subscribing", () => {
  it("begins with nothing, and with what is when someone listens", () => {
    const { stream, show } = createShownStream();
    show("error");
    const view = createView(stream, () => ({}));
    expect(view.getSnapshot()).toEqual(NOTHING);
    view.subscribe(() => {});
    expect(view.getSnapshot().hasFallback).toBe(true);
  });

  it("hears a change of the view, and none of the text", () => {
    const { view, show } = watch();
    const listener = vi.fn();
    view.subscribe(listener);
    const before = view.getSnapshot();
    for (const text of ["a", "ab", "abc"]) show("streaming", text);
    expect(listener).not.toHaveBeenCalled();
    expect(view.getSnapshot()).toBe(before);
    show("done");
    expect(listener.mock.calls).toEqual([[]]);
    expect(view.getSnapshot()).not.toBe(before);
  });

  it("counts the same listener twice, and ends once for each", () => {
    const { view, show } = watch();
    const listener = vi.fn();
    const one = view.subscribe(listener);
    view.subscribe(listener);
    one();
    one();
    show("done");
    expect(listener).toHaveBeenCalledOnce();
  });

  it("lets a listener that throws keep nobody from hearing", () => {
    const reported: unknown[] = [];
    vi.stubGlobal("reportError", (error: unknown) => reported.push(error));
    const { view, show } = watch();
    const listener = vi.fn();
    view.subscribe(() => {
      throw new Error("A listener's own");
    });
    view.subscribe(listener);
    show("done");
    expect(listener).toHaveBeenCalledOnce();
    expect(reported).toEqual([new Error("A listener's own")]);
  });

  it("leaves the stream, and a spinner that was due, with its last listener", async () => {
    const shown = createShownStream();
    const view = createView(shown.stream, () => ({}));
    const ends = [vi.fn(), vi.fn()].map((listener) => view.subscribe(listener));
    expect(shown.listeners).toBe(1);
    shown.show("connecting");
    ends[0]!();
    expect([shown.listeners, vi.getTimerCount()]).toEqual([1, 1]);
    ends[1]!();
    expect([shown.listeners, vi.getTimerCount()]).toEqual([0, 0]);
    await pass(1000);
    expect(view.getSnapshot()).toEqual(NOTHING);
  });

  it("waits for the spinner again when it is subscribed to again", async () => {
    const { view, show, end } = watch();
    show("connecting");
    end();
    view.subscribe(() => {});
    await pass(150);
    expect(view.getSnapshot().hasSpinner).toBe(true);
  });
});
