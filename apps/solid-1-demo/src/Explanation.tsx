import { createWorkflowResource } from "@workflow-stream/solid";
import { fetchToken } from "demo-kit";
import { ErrorBoundary, Suspense } from "solid-js";

export function Explanation(props: { topic: string }) {
  const [text, { status }] = createWorkflowResource(() => ({ topic: props.topic }), {
    workflowId: "explain",
    token: fetchToken,
  });

  return (
    <ErrorBoundary fallback={<p>No text came.</p>}>
      <Suspense fallback={<p>Waiting for the first word…</p>}>
        <p data-status={status()}>
          <span data-text>{text()}</span>
        </p>
      </Suspense>
    </ErrorBoundary>
  );
}
