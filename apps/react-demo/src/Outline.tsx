import { useWorkflowStream, type WorkflowStream } from "@workflow-stream/react";
import { outlineOf, readingTime } from "demo-kit";

export function Outline({ stream }: { stream: WorkflowStream }) {
  const { text } = useWorkflowStream(stream);

  return (
    <section className="outline" aria-labelledby="outline">
      <h2 id="outline">
        Outline <small>{readingTime(text)}</small>
      </h2>
      <ol>
        {outlineOf(text).map((line, index) => (
          <li key={index} dir="auto">
            {line}
          </li>
        ))}
      </ol>
    </section>
  );
}
