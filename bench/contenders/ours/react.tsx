/** @jsxImportSource react */
import { StreamingText, type StreamingTextHandle } from "@workflow-stream/react";
import { type ReactElement, useEffect, useRef } from "react";
import { type ContenderProps, contendInReact } from "../mount/react.tsx";

contendInReact(function Answer({ source, onReady }: ContenderProps): ReactElement {
  const { url, fetch } = source;
  const text = useRef<StreamingTextHandle>(null);
  useEffect(() => onReady({ start: () => text.current!.start() }), [onReady]);
  return <StreamingText ref={text} url={url} options={{ fetch }} immediate={false} />;
});
