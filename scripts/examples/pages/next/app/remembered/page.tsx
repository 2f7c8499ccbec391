"use client";
import { sessionPersister } from "@workflow-stream/react/persist";
import { StreamingText } from "@workflow-stream/react";

const persister = sessionPersister("remembered");

export default function Remembered() {
  return <StreamingText workflowId="explain" inputs={{ topic: "tides" }} persister={persister} />;
}
