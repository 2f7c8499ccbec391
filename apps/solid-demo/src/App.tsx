import { createWorkflowStream } from "@workflow-stream/solid-2";
import { fetchToken, firstRequest, persister, type RunRequest, topics } from "demo-kit";
import { createSignal, flush, For, Show } from "solid-js";
import { Answer } from "./Answer.tsx";
import { Explanation } from "./Explanation.tsx";
import { Outline } from "./Outline.tsx";

export function App() {
  const [topic, setTopic] = createSignal("");
  const [request, setRequest] = createSignal(firstRequest);
  const options = () => ({ token: fetchToken, persister, ...request().options });
  const { stream, start } = createWorkflowStream(options);

  function run({ detail }: CustomEvent<RunRequest>) {
    setRequest(detail);
    flush();
    void start(detail.inputs);
  }

  return (
    <>
      <run-form class="ask" prop:stream={stream} onRun={run} />
      <Answer stream={stream} />
      <cut-control prop:stream={stream} />
      <section class="proof" aria-label="Proof">
        <run-timeline prop:stream={stream} />
        <run-facts prop:stream={stream} />
        <frame-meter prop:stream={stream} />
        <Outline stream={stream} />
      </section>
      <run-troubles class="troubles" onRun={run} />
      <section class="more" aria-labelledby="more">
        <h2 id="more">A text as an async memo</h2>
        <a href="/solid-1/">The like in Solid 1.9</a>
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
