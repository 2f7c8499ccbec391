import { fetchSampleText, fetchTitles } from "./backend.ts";
import { make } from "./dom.ts";
import { topics } from "./requests.ts";

/** A workflow of the demo as a form shows it. */
export interface WorkflowForm {
  readonly id: string;
  readonly name: string;
  /** Makes the form's fields, each named as its input is. */
  readonly fields: () => (HTMLElement | string)[];
}

/** The workflows a visitor can run. */
export const workflowForms: readonly WorkflowForm[] = [
  { id: "explain", name: "Explain", fields: explainFields },
  { id: "summarise", name: "Summarise", fields: summariseFields },
  { id: "research", name: "Research", fields: researchFields },
  { id: "burst", name: "Burst", fields: burstFields },
];

function explainFields(): HTMLElement[] {
  const titles = make("datalist", { id: "titles" });
  const attributes = { name: "topic", id: "topic", list: titles.id, dir: "auto", maxlength: "200" };
  const topic = make("input", attributes);
  topic.required = true;
  topic.value = topics[0] ?? "";
  const links = topics.map((name) => {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      topic.value = name;
      topic.form?.requestSubmit();
    });
    return make("li", {}, button);
  });
  const list = make("ul", { class: "links", "aria-label": "Suggested topics" }, ...links);
  fetchTitles().then(
    (all) => titles.append(...all.map((value) => make("option", { value }))),
    // without them a topic is typed in full
    () => {},
  );
  return [make("label", { for: "topic" }, "Topic"), topic, titles, list];
}

function summariseFields(): HTMLElement[] {
  const text = make("textarea", { name: "text", id: "text", dir: "auto", rows: "7" });
  text.required = true;
  fetchSampleText().then(
    (sample) => (text.value ||= sample),
    () => (text.placeholder = "Paste a text"),
  );
  return [make("label", { for: "text" }, "Text"), text, ...numberField("sentences", 4, 20)];
}

function researchFields(): HTMLElement[] {
  const subject = make("input", { name: "topic", id: "subject", dir: "auto", maxlength: "200" });
  subject.required = true;
  subject.value = "Tides";
  const label = make("label", { for: "subject" }, "Subject");
  return [label, subject, ...numberField("words", 80, 10_000)];
}

function burstFields(): HTMLElement[] {
  const words =
    "The words of a book, each in an event of its own, as fast as the server can send them.";
  return [make("p", { class: "hint" }, words), ...numberField("deltas", 100_000, 200_000)];
}

function numberField(name: string, value: number, max: number): HTMLElement[] {
  const label = make("label", { for: name }, name[0]!.toUpperCase() + name.slice(1));
  const attributes = { type: "number", min: "1", max: String(max), value: String(value) };
  const input = make("input", { name, id: name, ...attributes });
  input.required = true;
  return [label, input];
}
