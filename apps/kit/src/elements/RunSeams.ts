import type { AnyWorkflowStream, Snapshot } from "@workflow-stream/core";
import { make } from "../dom.ts";
import { findLineTop } from "../findLineTop.ts";
import { traceOf } from "../traceOf.ts";
import { StreamElement } from "./StreamElement.ts";

/**
 * `<run-seams>`: marks in the margin of a text where its connection broke. It stands in the element that holds the text
 * (`[data-text]`), which is positioned.
 */
export class RunSeams extends StreamElement {
  readonly #resizing = new ResizeObserver(() => this.#place());

  protected render(): void {
    this.setAttribute("aria-hidden", "true");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.parentElement) this.#resizing.observe(this.parentElement);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizing.disconnect();
  }

  protected show(_: Snapshot<unknown>, stream: AnyWorkflowStream): void {
    const breaks = traceOf(stream).marks.filter(({ name }) => name === "lost");
    if (breaks.length !== this.childElementCount) this.#place();
  }

  #place(): void {
    const { parentElement, stream } = this;
    const text = parentElement?.querySelector("[data-text]");
    if (!parentElement || !text || !stream) return;
    const origin = parentElement.getBoundingClientRect().top;
    const breaks = traceOf(stream).marks.filter(({ name }) => name === "lost");
    this.replaceChildren(
      ...breaks.map(({ chars, atMs }) => {
        const seam = make("span", {}, `cut ${(atMs / 1000).toFixed(0)} s`);
        seam.style.insetBlockStart = `${findLineTop(text, chars) - origin}px`;
        return seam;
      }),
    );
  }
}
