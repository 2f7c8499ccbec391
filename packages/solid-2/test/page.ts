import {
  createScriptedServer,
  eventually,
  type ScriptedServer,
} from "@workflow-stream/conformance";
import { type JSX, render } from "@solidjs/web";
import { onTestFinished } from "vitest";

/** A page of its own for a test, and a server for it; both end with the test. */
export interface Page {
  readonly server: ScriptedServer;
  readonly container: HTMLElement;
  /** Waits until the page shows exactly this text. */
  shows(text: string): Promise<void>;
  /** Renders in the page; returns how to dispose of that before the test ends. */
  render(content: () => JSX.Element): () => void;
}

/** Opens a page. */
export function openPage(): Page {
  const container = document.body.appendChild(document.createElement("div"));
  onTestFinished(() => container.remove());
  return {
    server: createScriptedServer(),
    container,
    shows: (text) => eventually(() => container.textContent, text),
    render(content) {
      const dispose = render(content, container);
      onTestFinished(dispose);
      return dispose;
    },
  };
}
