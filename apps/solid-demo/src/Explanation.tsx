import { createWorkflowText } from "@workflow-stream/solid-2";
import { fetchToken } from "demo-kit";
import { Errored, Loading } from "solid-js";

export function Explanation(props: { topic: string }) {
  const [text, { status }] = createWorkflowText(() => ({ topic: props.topic }), {
    workflowId: "explain",
    token: fetchToken,
  });

  return (
    <Errored fallback={<p>No text came.</p>}>
      <Loading fallback={<p>Waiting for the first word…</p>}>
        <p data-status={status()}>
          <span data-text>{text()}</span>
        </p>
      </Loading>
    </Errored>
  );
}
