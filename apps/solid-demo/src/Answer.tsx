import { createWorkflowStream, StreamingText, type WorkflowStream } from "@workflow-stream/solid-2";
import { describeError } from "demo-kit";
import { Show } from "solid-js";

export function Answer(props: { stream: WorkflowStream }) {
  const { status, error, isLoading, stop, retry } = createWorkflowStream(props.stream);
  let section: HTMLElement | undefined;

  // a button that goes away when it is pressed leaves the focus to the answer
  function press(action: () => void) {
    action();
    section?.focus();
  }

  return (
    <section ref={(it) => (section = it)} class="answer" aria-label="Answer" tabindex="-1">
      <header>
        <h2>Answer</h2>
        <run-state prop:stream={props.stream} />
        <Show when={isLoading()}>
          <button onClick={() => press(stop)}>Stop</button>
        </Show>
      </header>
      <div class="scroll" tabindex="0" role="group" aria-label="Text">
        <div class="text" dir="auto">
          <Show when={status() === "idle"}>
            <p class="invitation">Press Run, and the text appears here.</p>
          </Show>
          <run-thoughts prop:stream={props.stream} />
          <StreamingText stream={props.stream} />
          <run-sources prop:stream={props.stream} />
          <Show when={error()}>
            {(error) => (
              <div class="problem" role="alert">
                <p>{describeError(error())}</p>
                <p class="detail">
                  {error().code}: {error().message}
                </p>
                <Show when={error().retryable}>
                  <button onClick={() => press(retry)}>Retry</button>
                </Show>
              </div>
            )}
          </Show>
          <run-seams prop:stream={props.stream} />
        </div>
      </div>
    </section>
  );
}
