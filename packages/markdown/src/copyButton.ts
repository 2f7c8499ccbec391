import type { MountElement } from "./types.ts";

/** How long a button says that it has copied, in ms. */
const COPIED_MS = 2000;

/**
 * Creates what adds a button that copies a block of code, for `elements`: `{ code: copyButton() }`. What it says is of `labels`.
 * @example
 * ```ts
 * const labels = { copy: "Copy code" };
 * attachMarkdown(element, stream, { elements: { code: copyButton() }, labels });
 * ```
 */
export function copyButton(): MountElement {
  return (host, firstNode, firstLabels) => {
    let node = firstNode;
    let labels = firstLabels;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const button = host.ownerDocument.createElement("button");
    button.type = "button";
    button.dataset["copy"] = "";

    function say(label: "copy" | "copied"): void {
      clearTimeout(timer);
      button.textContent = labels[label];
    }

    async function copy(): Promise<void> {
      await navigator.clipboard.writeText(node.text);
      say("copied");
      timer = setTimeout(() => say("copy"), COPIED_MS);
    }

    say("copy");
    // where copying is forbidden, the button goes on saying what it would do
    button.addEventListener("click", () => void copy().catch(() => say("copy")));
    host.append(button);
    return {
      update(nextNode, nextLabels) {
        node = nextNode;
        if (labels.copy !== nextLabels.copy || labels.copied !== nextLabels.copied) {
          labels = nextLabels;
          say("copy");
        }
      },
      destroy() {
        clearTimeout(timer);
        button.remove();
      },
    };
  };
}
