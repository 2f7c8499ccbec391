import { contend } from "../../page/contend.ts";
import { readByHand } from "./readByHand.ts";

const BLOCK_CHARS = 4096;

// the same blocks and text nodes, painted by hand once a frame: what painting costs without a library
contend((root, source) => {
  let waiting = "";
  let frame = 0;
  let block: HTMLElement | undefined;
  let blockChars = 0;
  let node: Text | undefined;

  function paint(): void {
    frame = 0;
    let text = waiting;
    waiting = "";
    while (text) {
      if (!block) {
        block = root.appendChild(document.createElement("span"));
        block.style.cssText = "display: block; white-space: pre-wrap";
        blockChars = 0;
        node = undefined;
      }
      const lineBreak = text.indexOf("\n", Math.max(0, BLOCK_CHARS - blockChars));
      const end = Math.min(lineBreak < 0 ? text.length : lineBreak + 1, BLOCK_CHARS);
      if (!node || node.length >= BLOCK_CHARS) block.append((node = new Text()));
      node.appendData(text.slice(0, end));
      blockChars += end;
      if (end === lineBreak + 1) block = undefined;
      text = text.slice(end);
    }
  }

  return {
    async start() {
      await readByHand(source, (piece) => {
        waiting += piece;
        frame ||= requestAnimationFrame(paint);
      });
    },
  };
});
