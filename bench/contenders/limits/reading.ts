import { contend } from "../../page/contend.ts";
import { readByHand } from "./readByHand.ts";

// reading alone paints nothing: no contender can do less
contend((_root, source) => {
  let text = "";
  return { text: () => text, start: () => readByHand(source, (piece) => (text += piece)) };
});
