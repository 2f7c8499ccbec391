import { type MarkdownComponents, StreamingMarkdown } from "@workflow-stream/solid/markdown";
import { CodeBlock } from "./CodeBlock.tsx";

const components: MarkdownComponents = {
  code: (props) => (
    <CodeBlock text={props.node.text} lang={props.node.lang} isOpen={props.node.isOpen} />
  ),
};

export const InMarkdown = () => (
  <StreamingMarkdown workflowId="explain" markdown={{ headingOffset: 2 }} components={components} />
);
