import type { AnyWorkflowStream, Snapshot } from "@workflow-stream/core";
import { make } from "../dom.ts";
import { count } from "../facts.ts";
import { timelineRows } from "../timelineRows.ts";
import type { Trace } from "../trace.ts";
import { traceOf } from "../traceOf.ts";
import { StreamElement } from "./StreamElement.ts";
import { createTimelineChart, type TimelineChart } from "./timelineChart.ts";

const drawEveryMs = 33;

/** `<run-timeline>`: characters over time, with what happened; as a chart, and the same as a table. */
export class RunTimeline extends StreamElement {
  readonly #target = make("div", { class: "chart", role: "img", "aria-label": "No run yet" });
  readonly #rows = make("tbody");
  #chart: TimelineChart | undefined;
  #frameId: number | undefined;

  protected render(): void {
    const head = ["Time", "What", "Characters"].map((name) => make("th", { scope: "col" }, name));
    const table = make("table", {}, make("thead", {}, make("tr", {}, ...head)), this.#rows);
    this.append(
      make("h2", {}, "Characters over time"),
      this.#target,
      make("details", {}, make("summary", {}, "The same as a table"), table),
    );
  }

  override connectedCallback(): void {
    // before the stream is shown, and again after the element was moved
    queueMicrotask(() => this.#draw());
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frameId ?? 0);
    this.#frameId = undefined;
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  protected show({ isLoading, timing }: Snapshot<unknown>, stream: AnyWorkflowStream): void {
    const trace = traceOf(stream);
    if (isLoading) {
      this.#frameId ??= requestAnimationFrame((now) => this.#frame(now, 0));
      return;
    }
    this.#draw();
    this.#fillTable(trace);
    const seconds = ((timing.end ?? 0) / 1000).toFixed(1);
    const label = trace.marks.length
      ? `${count(timing.chars)} characters in ${seconds} seconds; the table says when`
      : "No run yet";
    this.#target.setAttribute("aria-label", label);
  }

  #frame(now: number, drawnAt: number): void {
    const isDue = now - drawnAt >= drawEveryMs;
    if (isDue) this.#draw();
    const isLoading = this.stream?.getSnapshot().isLoading;
    this.#frameId = isLoading
      ? requestAnimationFrame((next) => this.#frame(next, isDue ? now : drawnAt))
      : undefined;
  }

  #draw(): void {
    const { stream } = this;
    if (!stream || !this.isConnected) return;
    const trace = traceOf(stream);
    this.#chart ??= createTimelineChart(this.#target);
    const { startedAt = performance.now(), seconds } = trace;
    const isLoading = stream.getSnapshot().isLoading;
    this.#chart.draw(
      trace,
      isLoading ? (performance.now() - startedAt) / 1000 : (seconds.at(-1) ?? 0),
    );
  }

  #fillTable(trace: Trace): void {
    this.#rows.replaceChildren(
      ...timelineRows(trace).map((cells) =>
        make("tr", {}, ...cells.map((cell) => make("td", {}, cell))),
      ),
    );
  }
}
