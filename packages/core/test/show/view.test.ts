import { describe, expect, it, type Mock, vi } from "vitest";
import {
  NO_VIEW,
  type View,
  type ViewOptions,
  type WatchOptions,
  watchView,
} from "../../src/binding/index.ts";
import { pass, useVirtualTime } from "../support/virtualTime.ts";
import { createShownStream, type ShownStream } from "../binding/shownStream.ts";

useVirtualTime();

interface Watched extends ShownStream {
  /** The view shown last. */
  readonly view: View;
  readonly show: ShownStream["show"];
  /** Hears each view. */
  readonly onView: Mock<(view: View) => void>;
  end(): void;
}

/** A view that is watched, and how to move its stream. */
function watch(options: WatchOptions = {}, shown: ShownStream = createShownStream()): Watched {
  const onView = vi.fn<(view: View) => void>();
  const end = watchView(shown.stream, () => options, onView);
  return {
    stream: shown.stream,
    show: shown.show,
    get listeners() {
      return shown.listeners;
    },
    get view() {
      return onView.mock.lastCall?.[0] ?? NO_VIEW;
    },
    onView,
    end,
  };
}

describe("the spinner", () => {
  it("shows when a run has been silent for 150 ms, until it has text", async () => {
    const watched = watch();
    watched.show("connecting");
    await pass(149);
    expect(watched.view.hasSpinner).toBe(false);
    await pass(1);
    expect(watched.view.hasSpinner).toBe(true);
    watched.show("streaming", "t");
    expect(watched.view.hasSpinner).toBe(false);
    await pass(1000);
    expect(watched.view.hasSpinner).toBe(false);
  });

  it("never shows for a run that is quicker", async () => {
    const watched = watch();
    watched.show("connecting");
    await pass(149);
    watched.show("streaming", "t");
    await pass(1000);
    expect(watched.onView).not.toHaveBeenCalled();
  });

  it("waits as long as spinnerDelayMs says", async () => {
    const watched = watch({ spinnerDelayMs: 20 });
    watched.show("connecting");
    await pass(19);
    expect(watched.view.hasSpinner).toBe(false);
    await pass(1);
    expect(watched.view.hasSpinner).toBe(true);
  });

  it("does not begin to wait anew with each change of a run", async () => {
    const watched = watch();
    watched.show("connecting");
    await pass(100);
    watched.show("connecting", "old text");
    await pass(50);
    expect(watched.view.hasSpinner).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(["stopped", "error", "done"] as const)("waits anew after a run is %s", async (ending) => {
    const watched = watch();
    watched.show("connecting");
    await pass(150);
    watched.show(ending);
    expect(watched.view.hasSpinner).toBe(false);
    watched.show("connecting");
    expect(watched.view.hasSpinner).toBe(false);
    await pass(150);
    expect(watched.view.hasSpinner).toBe(true);
  });

  it("shows while a run without text is picked up, and not beside a text", async () => {
    const watched = watch();
    watched.show("reconnecting");
    await pass(150);
    expect(watched.view.hasSpinner).toBe(true);
    watched.show("streaming", "half");
    watched.show("reconnecting");
    await pass(1000);
    expect(watched.view.hasSpinner).toBe(false);
  });
});

describe("the fallback", () => {
  it("shows on an error without text, until the next run", () => {
    const watched = watch();
    watched.show("error");
    expect(watched.view.hasFallback).toBe(true);
    watched.show("connecting");
    expect(watched.view.hasFallback).toBe(false);
  });

  it("does not show beside a text, nor without an error", () => {
    const watched = watch();
    watched.show("stopped");
    expect(watched.view.hasFallback).toBe(false);
    watched.show("error", "half");
    expect(watched.view.hasFallback).toBe(false);
  });
});

describe("the mark", () => {
  const timing = { chars: 4, chunks: 1 };
  const partial = { isPartial: true, timing };

  it.each([
    ["done", { timing, verified: true }, undefined],
    ["done", { ...partial, verified: true }, "cutShort"],
    ["stopped", partial, undefined],
    ["stopped", { ...partial, verified: true }, "stopped"],
    ["error", partial, "interrupted"],
    ["error", { timing: { chars: 0, chunks: 0 } }, "failed"],
    ["error", { ...partial, timing: { chars: 0, chunks: 0 } }, "failed"],
    ["streaming", { ...partial, isLoading: true }, undefined],
    ["idle", {}, undefined],
  ] as const)("of a text whose run is %s %j says %j", (status, changed, notice) => {
    const watched = watch();
    watched.show(status, "half", changed);
    expect(watched.view).toMatchObject({ hasFallback: false, hasMark: !!notice, notice });
  });

  it.each([
    ["stopped", { verified: true }, "stopped"],
    ["stopped", {}, undefined],
    ["done", { verified: true }, undefined],
    ["connecting", { verified: true, isLoading: true }, undefined],
  ] as const)(
    "of a run without text that is %s %j says %j in its place",
    (status, changed, notice) => {
      const watched = watch();
      watched.show(status, "", changed);
      expect(watched.view).toMatchObject({ hasFallback: !!notice, hasMark: false, notice });
    },
  );

  it("does not stand beside a text that was put there after the error", () => {
    const watched = watch();
    watched.show("error", "half", partial);
    watched.show("error", "another", { isPartial: false });
    expect(watched.view.hasMark).toBe(false);
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
    const watched = watch();
    watched.show("streaming", "text");
    watched.show(status);
    expect(watched.view.announcement).toBe(sentence);
  });

  it("is none when it is off", () => {
    const watched = watch({ announce: "off" });
    for (const status of ["streaming", "done", "error", "stopped"] as const)
      watched.show(status, "text");
    expect(watched.view).toEqual(NO_VIEW);
  });

  it("is what the app says, as far as it says it", () => {
    const watched = watch({ messages: { failed: "Rien.", complete: "" } });
    watched.show("error");
    expect(watched.view.announcement).toBe("Rien.");
    watched.show("done", "text");
    expect(watched.view.announcement).toBe("");
    watched.show("stopped");
    expect(watched.view.announcement).toBe("Stopped.");
  });

  it("is what a function makes of the snapshot, asked at each change", () => {
    const options: ViewOptions = { announce: ({ status, text }) => `${status}: ${text.length}` };
    const watched = watch(options);
    watched.show("done", "text");
    expect(watched.view.announcement).toBe("done: 4");
    options.announce = () => "klaar";
    watched.show("done", "texts");
    expect(watched.view.announcement).toBe("klaar");
  });
});

describe("an announcement is taken away", () => {
  it("5 s after it was made, for good, and no sooner", async () => {
    const watched = watch();
    watched.show("done", "text");
    await pass(4999);
    expect(watched.view.announcement).toBe("The text is complete.");
    await pass(1);
    expect(watched.view).toEqual(NO_VIEW);
    expect(vi.getTimerCount()).toBe(0);
    watched.show("done", "text, changed");
    expect(watched.view.announcement).toBe("");
  });

  it("when the next run begins, and is made again at its end", async () => {
    const watched = watch();
    watched.show("done", "text");
    await pass(3000);
    watched.show("streaming", "t");
    expect(watched.view.announcement).toBe("");
    watched.show("done", "text");
    await pass(4999);
    expect(watched.view.announcement).toBe("The text is complete.");
    await pass(1);
    expect(watched.view.announcement).toBe("");
  });

  it("5 s after the last one that differs", async () => {
    const options: ViewOptions = { announce: ({ text }) => `${text.length} characters` };
    const watched = watch(options);
    watched.show("streaming", "t");
    await pass(4000);
    watched.show("streaming", "te");
    await pass(4000);
    expect(watched.view.announcement).toBe("2 characters");
    await pass(1000);
    expect(watched.view.announcement).toBe("");
    watched.show("done", "te");
    expect(watched.view.announcement).toBe("");
  });

  it("leaves no timer when watching ends", async () => {
    const watched = watch();
    watched.show("done", "text");
    expect(vi.getTimerCount()).toBe(1);
    watched.end();
    expect(vi.getTimerCount()).toBe(0);
    await pass(6000);
    expect(watched.onView).toHaveBeenCalledOnce();
  });
});

describe("watching", () => {
  it("begins with what is, and is silent as long as that is nothing", () => {
    const shown = createShownStream();
    expect(watch({}, shown).onView).not.toHaveBeenCalled();
    shown.show("error");
    expect(watch({}, shown).view.hasFallback).toBe(true);
  });

  it("hears a change of the view, and none of the text", () => {
    const { show, onView } = watch();
    for (const text of ["a", "ab", "abc"]) show("streaming", text);
    expect(onView).not.toHaveBeenCalled();
    show("done");
    expect(onView).toHaveBeenCalledOnce();
  });

  it("leaves the stream, and a spinner that was due, when it ends", async () => {
    const shown = createShownStream();
    const { end, onView } = watch({}, shown);
    shown.show("connecting");
    expect([shown.listeners, vi.getTimerCount()]).toEqual([1, 1]);
    end();
    expect([shown.listeners, vi.getTimerCount()]).toEqual([0, 0]);
    await pass(1000);
    expect(onView).not.toHaveBeenCalled();
  });

  it("waits for the spinner again when it begins again", async () => {
    const shown = createShownStream();
    const { end } = watch({}, shown);
    shown.show("connecting");
    end();
    const again = watch({}, shown);
    await pass(150);
    expect(again.view.hasSpinner).toBe(true);
  });
});
