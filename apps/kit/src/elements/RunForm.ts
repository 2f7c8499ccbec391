import type { Snapshot } from "@workflow-stream/core";
import { givenPace, givenWorkflow, nameWorkflow } from "../address.ts";
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
    for (const [index, { id, name }] of workflowForms.entries()) {
      const radio = make("input", { type: "radio", name: "workflow", value: name });
      radio.checked = id === givenWorkflow;
      tabs.append(make("label", {}, radio, make("span", {}, name)));
      radio.addEventListener("change", () => {
        for (const form of forms) form.hidden = form !== forms[index];
        nameWorkflow(id);
        this.stream?.reset();
      });
    }
    this.append(tabs, ...forms);
  }

  protected show({ status, isLoading, attempt, inputs }: Snapshot<unknown>): void {
    // a page before this one asked for it
    if (status === "reconnecting" && attempt === 0) this.#fill(Object(inputs));
    const label = status === "idle" || isLoading ? "Run" : "Run again";
    for (const button of this.#buttons) setText(button, label);
  }

  #fill(inputs: Readonly<Record<string, unknown>>): void {
    for (const field of this.querySelectorAll<Field>("form:not([hidden]) [name]"))
      if (field.name in inputs) field.value = String(inputs[field.name]);
  }

  #makeForm({ id, fields }: WorkflowForm): HTMLFormElement {
    const button = make("button", { class: "primary" }, "Run");
    this.#buttons.push(button);
    const form = make("form", { class: "inputs" }, ...fields(), button);
    form.hidden = id !== givenWorkflow;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      askFor(this, requestOf(id, { ...readInputs(form), ...(id !== "burst" && givenPace) }));
    });
    return form;
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function readInputs(form: HTMLFormElement): Record<string, unknown> {
  const fields = form.querySelectorAll<Field>("[name]");
  return Object.fromEntries(
    Array.from(fields, ({ name, type, value }) => [
      name,
      type === "number" ? Number(value) : value.trim(),
    ]),
  );
}
