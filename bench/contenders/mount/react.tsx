/** @jsxImportSource react */
import type { ComponentType } from "react";
import { createRoot } from "react-dom/client";
import { contend } from "../../page/contend.ts";
import type { Mounted, Source } from "../../page/contender.ts";

/** Props of a contender that is a React component. */
export interface ContenderProps {
  readonly source: Source;
  /** Call in an effect. */
  readonly onReady: (mounted: Mounted) => void;
}

/** Makes this page the page of a React component. */
export function contendInReact(Contender: ComponentType<ContenderProps>): void {
  contend(
    (root, source) =>
      new Promise((resolve) => {
        createRoot(root).render(<Contender source={source} onReady={resolve} />);
      }),
  );
}
