import { contendWithMarkdown } from "../../page/markdown.ts";

/** Makes this page the page of something that is given the whole text each time. */
export function contendWithWhole(
  show: (root: HTMLElement, text: string, isOpen: boolean) => void,
): void {
  contendWithMarkdown((root) => {
    let text = "";
    return {
      append: (delta) => show(root, (text += delta), true),
      end: () => show(root, text, false),
    };
  });
}
