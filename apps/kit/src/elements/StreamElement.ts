import type { AnyWorkflowStream, Snapshot } from "@workflow-stream/core";

/**
 * An element that looks on at a stream: give it the stream as its property `stream`. It renders into itself, without a shadow, so
 * that the page's styles reach it.
 */
export abstract class StreamElement extends HTMLElement {
  #stream: AnyWorkflowStream | undefined;
  #unsubscribe: (() => void) | undefined;
  #isRendered = false;

  get stream(): AnyWorkflowStream | undefined {
    return this.#stream;
  }

  set stream(stream: AnyWorkflowStream | undefined) {
    if (stream === this.#stream) return;
    this.#stream = stream;
    if (this.isConnected) this.#follow();
  }

  connectedCallback(): void {
    if (!this.#isRendered) this.render();
    this.#isRendered = true;
    this.#follow();
  }

  disconnectedCallback(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  /** Makes the element's content, once. */
  protected abstract render(): void;

  /** Shows a snapshot of the stream. */
  protected abstract show(snapshot: Snapshot<unknown>, stream: AnyWorkflowStream): void;

  #follow(): void {
    const stream = this.#stream;
    this.#unsubscribe?.();
    this.#unsubscribe = stream?.subscribe((snapshot) => this.show(snapshot, stream));
    if (stream) this.show(stream.getSnapshot(), stream);
  }
}
