/** @jsxImportSource react */
import type { ComponentType } from "react";
import { createRoot } from "react-dom/client";
import { contendWithMarkdown } from "../../page/markdown.ts";

/** Props of a contender that is a React component. */
export interface MarkdownContenderProps {
  readonly text: string;
  readonly isOpen: boolean;
}

/** Makes this page the page of a React component that is given the whole text each time. */
export function contendInReact(Contender: ComponentType<MarkdownContenderProps>): void {
  contendWithMarkdown((element) => {
    const root = createRoot(element);
    let text = "";
    return {
      append(delta) {
        text += delta;
        root.render(<Contender text={text} isOpen />);
      },
      end: () => root.render(<Contender text={text} isOpen={false} />),
    };
  });
}
