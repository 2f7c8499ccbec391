import type { Snapshot } from "@workflow-stream/core";
import { make, setText } from "../dom.ts";
import { StreamElement } from "./StreamElement.ts";

/** `<run-thoughts>`: what a model thought before it wrote, folded away. */
export class RunThoughts extends StreamElement {
  readonly #text = make("p", { dir: "auto" });

  protected render(): void {
    this.append(make("details", {}, make("summary", {}, "What it thought"), this.#text));
  }

  protected show({ reasoning }: Snapshot<unknown>): void {
    this.hidden = reasoning === "";
    setText(this.#text, reasoning);
  }
}
