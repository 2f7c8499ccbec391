/** @jsxImportSource react */
import { IncremarkContent } from "@incremark/react";
import { contendInReact } from "../mount/reactMarkdown.tsx";

contendInReact(({ text, isOpen }) => <IncremarkContent content={text} isFinished={!isOpen} />);
