/** @jsxImportSource react */
import { useCompletion } from "@ai-sdk/react";
import { type ReactElement, useEffect } from "react";
import { type ContenderProps, contendInReact } from "../mount/react.tsx";

/** Makes this page the page of `useCompletion`, throttled to one update in so many ms if given. */
export function contendAiSdkReact(throttleMs?: number): void {
  contendInReact(function AiSdk({ source, onReady }: ContenderProps): ReactElement {
    const { completion, complete } = useCompletion({
      api: source.url,
      fetch: source.fetch,
      streamProtocol: source.protocol === "text" ? "text" : "data",
      ...(throttleMs && { experimental_throttle: throttleMs }),
    });
    useEffect(() => onReady({ start: () => complete("") }), [onReady, complete]);
    return <p>{completion}</p>;
  });
}
