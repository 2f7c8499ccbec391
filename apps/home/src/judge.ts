import type { State } from "./byHand.ts";

/** Says what the forty lines made of a text, and what they told their reader of it. */
export function judgeByHand({ text, error }: State, whole: string): string {
  const told = error ? "It says that something failed" : "It says “Done”";
  const broken = text.split("\uFFFD").length - 1;
  const last = countParagraphs(text);
  const marks = broken > 0 ? `, with ${broken} \uFFFD on the way` : "";
  return text === whole
    ? `${told}, and the text is whole.`
    : `${told} in paragraph ${last} of ${countParagraphs(whole)}${marks}.`;
}

function countParagraphs(text: string): number {
  return text.split("\n\n").length;
}
