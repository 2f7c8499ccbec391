import type { Snapshot } from "@workflow-stream/core";
import { make, setText } from "../dom.ts";
import { createFrameStats } from "../frames.ts";
import { drawGaps } from "./drawGaps.ts";
import { StreamElement } from "./StreamElement.ts";

const maxGaps = 120;
const figuresEveryMs = 250;

/** `<frame-meter>`: how the page's frames come while a run is on. */
export class FrameMeter extends StreamElement {
  readonly #canvas = make("canvas", { "aria-hidden": "true" });
  readonly #figures = {
    rate: make("dd", { "data-frames": "rate" }, "–"),
    longest: make("dd", { "data-frames": "longest" }, "–"),
    tasks: make("dd", { "data-frames": "tasks" }, "–"),
  };
  #frameId: number | undefined;
  #longTasks: PerformanceObserver | undefined;

  protected render(): void {
    const { rate, longest, tasks } = this.#figures;
    const line = (name: string, value: HTMLElement): HTMLElement =>
      make("div", {}, make("dt", {}, name), value);
    this.append(
      make("h2", {}, "Frames of this page"),
      this.#canvas,
      make(
        "dl",
        {},
        line("Frames a second", rate),
        line("Longest gap", longest),
        line("Tasks over 50 ms", tasks),
      ),
    );
  }

  protected show({ isLoading }: Snapshot<unknown>): void {
    if (isLoading && this.#frameId === undefined) this.#begin();
    else if (!isLoading) this.#end();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  #begin(): void {
    const stats = createFrameStats(maxGaps);
    let longTasks = 0;
    let shownAt = 0;
    const showFigures = (): void => {
      setText(this.#figures.rate, stats.framesPerSecond.toFixed(0));
      setText(this.#figures.longest, `${stats.longestGapMs.toFixed(0)} ms`);
      setText(
        this.#figures.tasks,
        this.#longTasks ? String(longTasks) : "not told by this browser",
      );
    };
    const frame = (now: number): void => {
      stats.frame(now);
      drawGaps(this.#canvas, stats.gapsMs, maxGaps);
      if (now - shownAt > figuresEveryMs) {
        shownAt = now;
        showFigures();
      }
      this.#frameId = requestAnimationFrame(frame);
    };
    if (PerformanceObserver.supportedEntryTypes.includes("longtask")) {
      this.#longTasks = new PerformanceObserver((list) => {
        longTasks += list.getEntries().length;
        showFigures();
      });
      this.#longTasks.observe({ entryTypes: ["longtask"] });
    }
    this.#frameId = requestAnimationFrame(frame);
  }

  #end(): void {
    if (this.#frameId !== undefined) cancelAnimationFrame(this.#frameId);
    this.#frameId = undefined;
    this.#longTasks?.disconnect();
    this.#longTasks = undefined;
  }
}
