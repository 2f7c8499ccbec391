import type { StreamingTextProps } from "@workflow-stream/solid-2";
import type { StreamingMarkdownProps } from "@workflow-stream/solid-2/markdown";
import "./stream.ts";

export const right: StreamingTextProps[] = [
  { workflowId: "research", inputs: { topic: "tides" }, class: "answer" },
  { workflowId: "other", baseUrl: "https://b.example", inputs: { a: 1 } },
  { url: "/story", inputs: { a: 1 } },
];
export const text: StreamingMarkdownProps = { text: "# Tides", isOpen: true };

// @ts-expect-error no such workflow
export const unknown: StreamingTextProps = { workflowId: "reserach" };
// @ts-expect-error a topic is a text
export const number: StreamingTextProps = { workflowId: "research", inputs: { topic: 1 } };
const subject = { subject: "tides" };
// @ts-expect-error another workflow's inputs
export const other: StreamingMarkdownProps = { workflowId: "explain", inputs: subject };
