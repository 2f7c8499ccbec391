import { createWorkflowStream, type WorkflowStream } from "@workflow-stream/solid-2";
import { outlineOf, readingTime } from "demo-kit";
import { For } from "solid-js";

export function Outline(props: { stream: WorkflowStream }) {
  const { text } = createWorkflowStream(props.stream);

  return (
    <section class="outline" aria-labelledby="outline">
      <h2 id="outline">
        Outline <small>{readingTime(text())}</small>
      </h2>
      <ol>
        <For each={outlineOf(text())} keyed={false}>
          {(line) => <li dir="auto">{line()}</li>}
        </For>
      </ol>
    </section>
  );
}
