import { StreamingMarkdown } from "@workflow-stream/solid/markdown";

declare const message: () => { text: string; isStreaming: boolean };

export function Answer() {
  return (
    <>
      <StreamingMarkdown text={message().text} isOpen={message().isStreaming} as="article" />
      <StreamingMarkdown
        workflowId="explain"
        markdown={{ headingOffset: 2 }}
        components={{ code: (props) => <pre data-lang={props.node.lang}>{props.node.text}</pre> }}
      />
    </>
  );
}
