import { topics } from "demo-kit";
import { createSignal, For, Show } from "solid-js";
import { Explanation } from "./Explanation.tsx";

export function App() {
  const [topic, setTopic] = createSignal("");

  return (
    <section class="more" aria-labelledby="more">
      <h1 id="more">A text as a resource</h1>
      <p>
        This page is of Solid 1.9, on which SolidStart stands. <a href="/solid/">Solid 2</a> has an
        async memo in its place.
      </p>
      <select aria-label="Topic to explain" onChange={(event) => setTopic(event.target.value)}>
        <option value="">Choose a topic</option>
        <For each={topics}>{(it) => <option>{it}</option>}</For>
      </select>
      <Show when={topic()} keyed>
        {(topic) => <Explanation topic={topic} />}
      </Show>
    </section>
  );
}
