/** @jsxImportSource solid-js */
import { createWorkflowStream, StreamingText } from "@workflow-stream/solid";
import { render } from "solid-js/web";
import { contend } from "../../page/contend.ts";

contend(
  (root, { url, fetch }) =>
    new Promise((resolve) => {
      render(() => {
        const { stream, start } = createWorkflowStream({ url, fetch });
        resolve({ start });
        return <StreamingText stream={stream} />;
      }, root);
    }),
);
