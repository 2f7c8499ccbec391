/** @jsxImportSource react */
import { StreamingText, useWorkflowStream } from "@workflow-stream/react";
import { type ReactElement, useEffect } from "react";
import { type ContenderProps, contendInReact } from "../mount/react.tsx";

contendInReact(function Answer({ source, onReady }: ContenderProps): ReactElement {
  const { stream, start } = useWorkflowStream({ url: source.url, fetch: source.fetch });
  useEffect(() => onReady({ start }), [onReady, start]);
  return <StreamingText stream={stream} />;
});
