import { StreamingText } from "@workflow-stream/solid";
import { StreamingMarkdown } from "@workflow-stream/solid/markdown";
import "./stream.ts";

/** Checked by the compiler alone. */
export const right = [
  <StreamingText workflowId="research" inputs={{ topic: "tides" }} id="answer" />,
  <StreamingMarkdown workflowId="explain" inputs={() => ({ topic: "tides" })} />,
  <StreamingText workflowId="other" baseUrl="https://b.example" inputs={{ a: 1 }} />,
  <StreamingText url="/story" inputs={{ a: 1 }} />,
  <StreamingMarkdown text="# Tides" isOpen />,
];

export const wrong = [
  // @ts-expect-error no such workflow
  <StreamingText workflowId="reserach" />,
  // @ts-expect-error a topic is a text
  <StreamingText workflowId="research" inputs={{ topic: 1 }} />,
  // @ts-expect-error another workflow's inputs
  <StreamingMarkdown workflowId="explain" inputs={{ subject: "tides" }} />,
];
