import { make } from "../dom.ts";
import { askFor, troubles } from "../requests.ts";

/** `<run-troubles>`: runs that fail on purpose; tells by a `run` event which one the visitor wants. */
export class RunTroubles extends HTMLElement {
  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    const items = Object.entries(troubles).map(([name, request]) => {
      const button = make("button", { type: "button" }, name);
      button.addEventListener("click", () => askFor(this, request));
      return make("li", {}, button);
    });
    this.append(
      make("h2", { id: "troubles" }, "Let it fail"),
      make("ul", { class: "links", "aria-labelledby": "troubles" }, ...items),
    );
  }
}
