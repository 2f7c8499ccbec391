import { createWorkflowStream } from "@workflow-stream/solid";
import { fetchToken, firstRequest, persister, type RunRequest, topics } from "demo-kit";
import { createSignal, For, Show } from "solid-js";
import { Answer } from "./Answer.tsx";
import { Explanation } from "./Explanation.tsx";
import { Outline } from "./Outline.tsx";

export function App() {
  const [request, setRequest] = createSignal(firstRequest);
  const options = () => ({ token: fetchToken, persister, ...request().options });
  const { stream, start } = createWorkflowStream(options);

  function run({ detail }: CustomEvent<RunRequest>) {
    setRequest(detail);
    void start(detail.inputs);
  }

  const [topic, setTopic] = createSignal("");

  return (
    <>
      <run-form class="ask" prop:stream={stream} on:run={run} />
      <Answer stream={stream} />
      <cut-control prop:stream={stream} />
      <section class="proof" aria-label="Proof">
        <run-timeline prop:stream={stream} />
        <run-facts prop:stream={stream} />
        <frame-meter prop:stream={stream} />
        <Outline stream={stream} />
      </section>
      <run-troubles class="troubles" on:run={run} />

      <section class="more" aria-labelledby="more">
        <h2 id="more">A text as a resource</h2>
        <p>It suspends until its first word. Then it grows, and nothing else is drawn again.</p>
        <select aria-label="Topic to explain" onChange={(event) => setTopic(event.target.value)}>
          <option value="">Choose a topic</option>
          <For each={topics}>{(it) => <option>{it}</option>}</For>
        </select>
        <Show when={topic()} keyed>
          {(topic) => <Explanation topic={topic} />}
        </Show>
      </section>
    </>
  );
}
