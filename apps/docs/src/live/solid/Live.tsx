/** @jsxImportSource solid-js */
import { createWorkflowStream, StreamingText } from "@workflow-stream/solid";
import { type JSX, Show } from "solid-js";
import { exampleOptions } from "../answers.ts";

export function Live(): JSX.Element {
  const { stream, start, stop, isLoading } = createWorkflowStream(exampleOptions());
  return (
    <div class="live">
      <Show
        when={isLoading()}
        fallback={
          <button type="button" onClick={() => start()}>
            Run it in Solid
          </button>
        }
      >
        <button type="button" onClick={stop}>
          Stop
        </button>
      </Show>
      <StreamingText stream={stream} />
    </div>
  );
}
