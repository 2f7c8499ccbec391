"use client";
import { StreamingText } from "@workflow-stream/react";
import { openaiChat } from "@workflow-stream/react/formats";

const body = {
  model: "gpt-4.1-mini",
  stream: true,
  messages: [{ role: "user", content: "Explain tides." }],
};

export const NamedFormat = () => (
  <StreamingText url="/api/chat" inputs={body} options={{ format: openaiChat }} />
);
