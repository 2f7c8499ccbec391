/** @jsxImportSource react */
import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { contendInReact } from "../mount/reactMarkdown.tsx";

const plugins = [remarkGfm];
contendInReact(({ text }) => <Markdown remarkPlugins={plugins}>{text}</Markdown>);
