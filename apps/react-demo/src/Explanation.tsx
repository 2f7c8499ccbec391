import { type RequestContext, StreamingText } from "@workflow-stream/react";
import { fetchToken } from "demo-kit";

async function url(context: RequestContext) {
  const { token } = await fetchToken(context);
  return `/api/v1/run/explain/stream?token=${token}`;
}

export function Explanation({ topic }: { topic: string }) {
  return (
    <StreamingText url={url} inputs={{ topic }} fallbackText="No text came." className="titled" />
  );
}
