/** @jsxImportSource react */
import { type ReactElement, useCallback, useEffect, useState } from "react";
import { type ContenderProps, contendInReact } from "../mount/react.tsx";

contendInReact(function Usual({ source, onReady }: ContenderProps): ReactElement {
  const [text, setText] = useState("");
  const [isLoading, setIsLoading] = useState(false);
  const [error, setError] = useState("");

  const start = useCallback(async () => {
    setText("");
    setError("");
    setIsLoading(true);
    try {
      const response = await source.fetch(source.url, { method: "POST" });
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const chunk = decoder.decode(value, { stream: true });
        setText((text) => text + chunk);
      }
    } catch (cause) {
      setError(String(cause));
    } finally {
      setIsLoading(false);
    }
  }, [source]);

  useEffect(() => onReady({ start }), [onReady, start]);
  return (
    <>
      <p aria-busy={isLoading}>{text}</p>
      {error && <p role="alert">{error}</p>}
    </>
  );
});
