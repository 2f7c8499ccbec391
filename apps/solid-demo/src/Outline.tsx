import { createWorkflowStream, type WorkflowStream } from "@workflow-stream/solid";
import { outlineOf, readingTime } from "demo-kit";
import { Index } from "solid-js";

export function Outline(props: { stream: WorkflowStream }) {
  const { text } = createWorkflowStream(props.stream);

  return (
    <section class="outline" aria-labelledby="outline">
      <h2 id="outline">
        Outline <small>{readingTime(text())}</small>
      </h2>
      <ol>
        <Index each={outlineOf(text())}>{(line) => <li dir="auto">{line()}</li>}</Index>
      </ol>
    </section>
  );
}
