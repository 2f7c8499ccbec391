import { createWorkflowStream, StreamingText } from "@workflow-stream/solid";
import { For, Show } from "solid-js";

export function Research() {
  const { stream, start, reasoning, sources, usage, finishReason } = createWorkflowStream<{
    topic: string;
  }>({ workflowId: "research" });
  return (
    <>
      <button onClick={() => start({ topic: "tides" })}>Research</button>
      <Show when={reasoning()}>
        <details>
          <summary>What it thought</summary>
          {reasoning()}
        </details>
      </Show>
      <StreamingText stream={stream} />
      <Show when={finishReason() === "length"}>
        <p>The answer was cut at the model's limit.</p>
      </Show>
      <ul>
        <For each={sources()}>
          {({ url, title }) => (
            <li>
              <a href={url}>{title ?? url}</a>
            </li>
          )}
        </For>
      </ul>
      <Show when={usage()}>{(took) => <small>{took().outputTokens} tokens</small>}</Show>
    </>
  );
}
