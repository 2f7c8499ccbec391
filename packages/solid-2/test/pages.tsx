import type { JSX } from "@solidjs/web";
import { createWorkflowStream as createStream, type WorkflowStream } from "@workflow-stream/core";
import { createMemo, createSignal, Loading } from "solid-js";
import {
  createWorkflowStream,
  type CreateWorkflowStreamOptions,
  createWorkflowText,
  StreamingText,
  WorkflowStreamDefaults,
} from "../src/index.ts";

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
  slot: (props) => (
    <StreamingText workflowId="explain" token={props.token} options={{ fetch: props.fetch }}>
      {(slot) => <b>{slot.text()}</b>}
    </StreamingText>
  ),
  defaults: (props) => (
    <WorkflowStreamDefaults value={{ token: props.token, fetch: props.fetch }}>
      <WorkflowStreamDefaults value={{ retries: 0 }}>
        <StreamingText workflowId="explain" />
      </WorkflowStreamDefaults>
    </WorkflowStreamDefaults>
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
  text: (props) => (
    <Loading fallback={<i>waiting</i>}>
      <Topic {...props} />
    </Loading>
  ),
  streamed: (props) => (
    <main>
      <Loading fallback={<i>slow</i>}>
        <Slow {...props} />
        <Loading fallback={<i>waiting</i>}>
          <Topic {...props} />
        </Loading>
      </Loading>
    </main>
  ),
  beside: (props) => (
    <main>
      <Loading fallback={<i>slow</i>}>
        <Slow {...props} />
      </Loading>
      <Loading fallback={<i>waiting</i>}>
        <Topic {...props} />
      </Loading>
    </main>
  ),
};

/** The names of the pages. */
export type PageName =
  | "component"
  | "cell"
  | "slot"
  | "defaults"
  | "primitive"
  | "shared"
  | "text"
  | "streamed"
  | "beside";

export const pageNames = Object.keys(pages) as readonly PageName[];

function Topic(props: PageProps): JSX.Element {
  const [topic, setTopic] = createSignal("tides");
  const [text, { status }] = createWorkflowText(
    () => ({ topic: topic() }),
    () => ({ workflowId: "explain", token: props.token, fetch: props.fetch }),
  );
  return (
    <article data-status={status()}>
      <button onClick={() => setTopic("moons")}>{topic()}</button>
      <b>{text()}</b>
    </article>
  );
}

/** Something that only the server knows, and only after a while. */
function Slow(props: PageProps): JSX.Element {
  const data = createMemo(() => props.data);
  return <h1>{data()}</h1>;
}
