import { StreamingText } from "@workflow-stream/react";
import { StreamingMarkdown } from "@workflow-stream/react/markdown";
import "./hook.ts";

/** Checked by the compiler alone. */
export const right = [
  <StreamingText key="a" workflowId="research" inputs={{ topic: "tides" }} id="answer" />,
  <StreamingMarkdown key="b" workflowId="explain" inputs={() => ({ topic: "tides" })} />,
  <StreamingText key="c" workflowId="other" baseUrl="https://b.example" inputs={{ a: 1 }} />,
  <StreamingText key="d" url="/story" inputs={{ a: 1 }} />,
  <StreamingMarkdown key="e" text="# Tides" isOpen />,
];

export const wrong = [
  // @ts-expect-error no such workflow
  <StreamingText key="a" workflowId="reserach" />,
  // @ts-expect-error a topic is a text
  <StreamingText key="b" workflowId="research" inputs={{ topic: 1 }} />,
  // @ts-expect-error another workflow's inputs
  <StreamingMarkdown key="c" workflowId="explain" inputs={{ subject: "tides" }} />,
];
