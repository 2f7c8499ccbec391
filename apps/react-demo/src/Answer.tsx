import { StreamingText, useWorkflowStream, type WorkflowStream } from "@workflow-stream/react";
import { describeError } from "demo-kit";
import { useRef } from "react";

export function Answer({ stream }: { stream: WorkflowStream }) {
  const { status, error, isLoading, stop, retry } = useWorkflowStream(stream);
  const section = useRef<HTMLElement>(null);

  // a button that goes away when it is pressed leaves the focus to the answer
  function press(action: () => void) {
    action();
    section.current?.focus();
  }

  return (
    <section ref={section} className="answer" aria-label="Answer" tabIndex={-1}>
      <header>
        <h2>Answer</h2>
        <run-state stream={stream} />
        {isLoading && <button onClick={() => press(stop)}>Stop</button>}
      </header>
      <div className="scroll" tabIndex={0} role="group" aria-label="Text">
        <div className="text" dir="auto">
          {status === "idle" && <p className="invitation">Press Run, and the text appears here.</p>}
          <run-thoughts stream={stream} />
          <StreamingText stream={stream} />
          <run-sources stream={stream} />
          {error && (
            <div className="problem" role="alert">
              <p>{describeError(error)}</p>
              <p className="detail">
                {error.code}: {error.message}
              </p>
              {error.retryable && <button onClick={() => press(retry)}>Retry</button>}
            </div>
          )}
          <run-seams stream={stream} />
        </div>
      </div>
    </section>
  );
}
