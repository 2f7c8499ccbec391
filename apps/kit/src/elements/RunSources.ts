import type { Snapshot, Source } from "@workflow-stream/core";
import { make, setText } from "../dom.ts";
import { StreamElement } from "./StreamElement.ts";

/** More words than any text of the demo has. */
const NO_LIMIT_WORDS = 10_000;

/** `<run-sources>`: what the text draws on, and, where a limit cut it short, how to get all of it. */
export class RunSources extends StreamElement {
  readonly #list = make("ul", { "aria-label": "Sources" });
  readonly #words = make("p");
  readonly #more = make("button", { type: "button" }, "Ask for all of it");
  readonly #limit = make("div", { class: "limit" }, this.#words, this.#more);
  #sources: readonly Source[] = [];

  protected render(): void {
    this.#more.addEventListener("click", () => {
      const inputs = Object(this.stream?.getSnapshot().inputs);
      void (this.stream as AskAgain | undefined)?.start({ ...inputs, words: NO_LIMIT_WORDS });
      // the button goes away
      this.closest<HTMLElement>(".answer")?.focus();
    });
    this.append(this.#list, this.#limit);
  }

  protected show({ status, sources, finishReason, data }: Snapshot<unknown>): void {
    if (this.#sources !== sources) this.#list.replaceChildren(...sources.map(linkOf));
    this.#sources = sources;
    this.#list.hidden = sources.length === 0;
    this.#limit.hidden = status !== "done" || finishReason !== "length";
    const { all, most } = Object(data["words"]) as { all?: number; most?: number };
    setText(this.#words, `Cut short at the limit: ${most} of ${all} words.`);
  }
}

/** A stream of whose inputs the element knows but one. */
type AskAgain = { readonly start: (inputs: object) => unknown };

function linkOf({ id, url, title = url ?? id }: Source): HTMLElement {
  return make("li", {}, url === undefined ? title : make("a", { href: url }, title));
}
