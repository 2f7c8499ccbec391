"use client";
import { StreamingText } from "@workflow-stream/react";

export const OneLine = () => (
  <StreamingText workflowId="explain" tokenUrl="/api/stream-token" inputs={{ topic: "tides" }} />
);
