import { createWorkflowStream as createStream, type WorkflowStream } from "@workflow-stream/core";
import { createResource, createSignal, type JSX, Suspense } from "solid-js";
import {
  createWorkflowResource,
  createWorkflowStream,
  type CreateWorkflowStreamOptions,
  StreamingText,
} from "../src/index.ts";
import { StreamingMarkdown } from "../src/markdown/index.ts";

/** What a page asks for its text. */
export type PageProps = Required<Pick<CreateWorkflowStreamOptions, "fetch" | "token">> & {
  /** A stream made outside the page, where a server has none that has begun. */
  readonly stream?: WorkflowStream | undefined;
  /** What only a server knows. */
  readonly data?: Promise<string>;
};

/** Pages that a server renders and a browser hydrates, by name. */
export const pages: Readonly<Record<PageName, (props: PageProps) => JSX.Element>> = {
  component: (props) => (
    <StreamingText
      workflowId="explain"
      token={props.token}
      options={{ fetch: props.fetch }}
      initialText={"a < b & c\n"}
      class="story"
      as="section"
    />
  ),
  cell: (props) => (
    <table>
      <tbody>
        <tr>
          <StreamingText
            workflowId="explain"
            token={props.token}
            options={{ fetch: props.fetch }}
            initialText="a < b"
            as="td"
          />
        </tr>
      </tbody>
    </table>
  ),
  markdown: (props) => (
    <StreamingMarkdown
      workflowId="explain"
      token={props.token}
      options={{ fetch: props.fetch }}
      initialText={"# Tides\n\na *b* < [c](https://d.e)"}
      as="article"
    />
  ),
  slot: (props) => (
    <StreamingText workflowId="explain" token={props.token} options={{ fetch: props.fetch }}>
      {(slot) => <b>{slot.text()}</b>}
    </StreamingText>
  ),
  primitive: (props) => {
    const { text, status } = createWorkflowStream(() => ({
      workflowId: "explain",
      token: props.token,
      fetch: props.fetch,
      immediate: true,
      initialText: "hello",
    }));
    return <p data-status={status()}>{text()}</p>;
  },
  shared: (props) => {
    const stream = props.stream ?? createStream({ url: "/run", fetch: props.fetch });
    const { text, status } = createWorkflowStream(stream);
    return <p data-status={status()}>{text()}</p>;
  },
  resource: (props) => (
    <Suspense fallback={<i>waiting</i>}>
      <Topic {...props} />
    </Suspense>
  ),
  streamed: (props) => (
    <main>
      <Suspense fallback={<i>slow</i>}>
        <Slow {...props} />
        <Suspense fallback={<i>waiting</i>}>
          <Topic {...props} />
        </Suspense>
      </Suspense>
    </main>
  ),
};

/** The names of the pages. */
export type PageName =
  | "component"
  | "cell"
  | "markdown"
  | "slot"
  | "primitive"
  | "shared"
  | "resource"
  | "streamed";

export const pageNames = Object.keys(pages) as readonly PageName[];

function Topic(props: PageProps): JSX.Element {
  const [topic, setTopic] = createSignal("tides");
  const [text, { status }] = createWorkflowResource(() => ({ topic: topic() }), {
    workflowId: "explain",
    get token() {
      return props.token;
    },
    get fetch() {
      return props.fetch;
    },
  });
  return (
    <article data-status={status()}>
      <button onClick={() => setTopic("moons")}>{topic()}</button>
      <b>{text()}</b>
    </article>
  );
}

/** Something that only the server knows, and only after a while. */
function Slow(props: PageProps): JSX.Element {
  const [data] = createResource(() => props.data);
  return <h1>{data()}</h1>;
}
