import type { Snapshot } from "@workflow-stream/core";
import { cutConnection } from "../backend.ts";
import { make, setText } from "../dom.ts";
import { StreamElement } from "./StreamElement.ts";

const refuseSeconds = [0, 3, 10];
const invitation = "Start a run, and break its connection while it writes.";

/** `<cut-control>`: destroys the connections of the run that is on, for as long as the visitor chose. */
export class CutControl extends StreamElement {
  readonly #button = make("button", { type: "button" }, "Cut the connection");
  readonly #said = make("p", { role: "status" }, invitation);

  protected render(): void {
    const choices = refuseSeconds.map((seconds) =>
      make(
        "label",
        {},
        make("input", {
          type: "radio",
          name: "refuse-seconds",
          value: String(seconds),
          ...(seconds === 3 && { checked: "" }),
        }),
        make("span", {}, `${seconds} s`),
      ),
    );
    const legend = make("legend", {}, "The server refuses for");
    this.append(
      make("h2", {}, "Break its connection"),
      make("fieldset", { class: "choices" }, legend, ...choices),
      this.#button,
      this.#said,
    );
    this.#button.addEventListener("click", () => void this.#cut());
  }

  protected show({ isLoading, runId }: Snapshot<unknown>): void {
    const canCut = isLoading && runId !== undefined;
    this.#button.setAttribute("aria-disabled", String(!canCut));
    if (!isLoading) setText(this.#said, invitation);
  }

  async #cut(): Promise<void> {
    const { runId, isLoading } = this.stream?.getSnapshot() ?? {};
    if (!runId || !isLoading) return;
    const seconds = Number(this.querySelector<HTMLInputElement>(":checked")?.value ?? 0);
    try {
      await cutConnection(runId, seconds * 1000);
      setText(this.#said, seconds ? `Cut. The server refuses for ${seconds} seconds.` : "Cut.");
    } catch {
      setText(this.#said, "The connection could not be cut.");
    }
  }
}
