/** @jsxImportSource react */
import { Streamdown } from "streamdown";
import { contendInReact } from "../mount/reactMarkdown.tsx";

contendInReact(({ text, isOpen }) => <Streamdown isAnimating={isOpen}>{text}</Streamdown>);
