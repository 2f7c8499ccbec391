/** @jsxImportSource solid-js */
import { createSignal, Show } from "solid-js";
import { render } from "solid-js/web";
import { contend } from "../../page/contend.ts";

contend((root, { url, fetch }) => {
  const [text, setText] = createSignal("");
  const [isLoading, setIsLoading] = createSignal(false);
  const [error, setError] = createSignal("");

  async function start(): Promise<void> {
    setText("");
    setError("");
    setIsLoading(true);
    try {
      const response = await fetch(url, { method: "POST" });
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
  }

  render(
    () => (
      <>
        <p aria-busy={isLoading()}>{text()}</p>
        <Show when={error()}>
          <p role="alert">{error()}</p>
        </Show>
      </>
    ),
    root,
  );
  return { start };
});
