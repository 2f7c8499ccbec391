import type { MountElement } from "./types.ts";

/** How long a button says that it has copied, in ms. */
const COPIED_MS = 2000;

/** What a button says. */
export interface CopyButtonOptions {
  /** Default `'Copy'`. */
  readonly label?: string;
  /** For 2 s after it has copied. Default `'Copied'`. */
  readonly copiedLabel?: string;
}

/**
 * Creates what adds a button that copies a block of code, for `elements`: `{ code: copyButton() }`.
 * @example
 * ```ts
 * attachMarkdown(element, stream, { elements: { code: copyButton({ label: "Copy code" }) } });
 * ```
 */
export function copyButton(options: CopyButtonOptions = {}): MountElement {
  const { label = "Copy", copiedLabel = "Copied" } = options;
  return (host, first) => {
    let node = first;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const button = host.ownerDocument.createElement("button");
    button.type = "button";
    button.dataset["copy"] = "";
    button.textContent = label;

    function say(words: string): void {
      clearTimeout(timer);
      button.textContent = words;
    }

    async function copy(): Promise<void> {
      await navigator.clipboard.writeText(node.text);
      say(copiedLabel);
      timer = setTimeout(() => say(label), COPIED_MS);
    }

    // where copying is forbidden, the button goes on saying what it would do
    button.addEventListener("click", () => void copy().catch(() => say(label)));
    host.append(button);
    return {
      update: (next) => void (node = next),
      destroy() {
        clearTimeout(timer);
        button.remove();
      },
    };
  };
}
