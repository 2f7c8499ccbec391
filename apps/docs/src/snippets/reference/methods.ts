import { createWorkflowStream } from "@workflow-stream/core";

declare function show(...words: unknown[]): void;

const stream = createWorkflowStream<{ topic: string }>({ workflowId: "explain" });

export async function everything(signal: AbortSignal) {
  const stopListening = stream.subscribe(({ text }, delta) => show(text, delta));
  const release = stream.retain();
  await stream.restore();
  await stream.start({ topic: "tides" }, { signal });
  await stream.retry();
  await stream.ready();
  show(stream.getSnapshot().text, stream.getServerSnapshot().status);
  stream.stop();
  stream.setText("Edited by hand.");
  stream.reset();
  stopListening();
  release();
}
