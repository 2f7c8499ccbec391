import type { Snapshot } from "@workflow-stream/core";
import { givenPace } from "../address.ts";
import { make, setText } from "../dom.ts";
import { askFor, requestOf } from "../requests.ts";
import { type WorkflowForm, workflowForms } from "../workflowFields.ts";
import { StreamElement } from "./StreamElement.ts";

/**
 * `<run-form>`: lets the visitor choose a workflow and its inputs, and tells by a `run` event when to run it.
 */
export class RunForm extends StreamElement {
  readonly #buttons: HTMLButtonElement[] = [];

  protected render(): void {
    const tabs = make("fieldset", { class: "tabs" }, make("legend", {}, "Workflow"));
    const forms = workflowForms.map((workflow) => this.#makeForm(workflow));
    for (const [index, { name }] of workflowForms.entries()) {
      const radio = make("input", { type: "radio", name: "workflow", value: name });
      radio.checked = index === 0;
      tabs.append(make("label", {}, radio, make("span", {}, name)));
      radio.addEventListener("change", () => {
        for (const form of forms) form.hidden = form !== forms[index];
        this.stream?.reset();
      });
    }
    this.append(tabs, ...forms);
  }

  protected show({ status, isLoading }: Snapshot<unknown>): void {
    const label = status === "idle" || isLoading ? "Run" : "Run again";
    for (const button of this.#buttons) setText(button, label);
  }

  #makeForm({ id, fields }: WorkflowForm): HTMLFormElement {
    const button = make("button", { class: "primary" }, "Run");
    this.#buttons.push(button);
    const form = make("form", { class: "inputs" }, ...fields(), button);
    form.hidden = id !== workflowForms[0]?.id;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      askFor(this, requestOf(id, { ...readInputs(form), ...(id !== "burst" && givenPace) }));
    });
    return form;
  }
}

function readInputs(form: HTMLFormElement): Record<string, unknown> {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[name]");
  return Object.fromEntries(
    Array.from(fields, ({ name, type, value }) => [
      name,
      type === "number" ? Number(value) : value.trim(),
    ]),
  );
}
