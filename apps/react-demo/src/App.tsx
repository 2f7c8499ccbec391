import { useWorkflowStream } from "@workflow-stream/react";
import { fetchToken, firstRequest, persister, type RunRequest, topics } from "demo-kit";
import { useState } from "react";
import { flushSync } from "react-dom";
import { Answer } from "./Answer.tsx";
import { Explanation } from "./Explanation.tsx";
import { Outline } from "./Outline.tsx";

export function App() {
  const [request, setRequest] = useState(firstRequest);
  const options = { token: fetchToken, persister, ...request.options };
  const { stream, start } = useWorkflowStream(options);
  const [topic, setTopic] = useState("");

  function run({ detail }: CustomEvent<RunRequest>) {
    // a run takes the options of the last render
    flushSync(() => setRequest(detail));
    void start(detail.inputs);
  }

  return (
    <>
      <run-form className="ask" stream={stream} onrun={run} />
      <Answer stream={stream} />
      <cut-control stream={stream} />
      <section className="proof" aria-label="Proof">
        <run-timeline stream={stream} />
        <run-facts stream={stream} />
        <frame-meter stream={stream} />
        <Outline stream={stream} />
      </section>
      <run-troubles className="troubles" onrun={run} />

      <section className="more" aria-labelledby="more">
        <h2 id="more">One element</h2>
        <p>
          Given an address, <code>StreamingText</code> asks for the text and shows it.
        </p>
        <select
          value={topic}
          onChange={(event) => setTopic(event.target.value)}
          aria-label="Topic to explain"
        >
          <option value="">Choose a topic</option>
          {topics.map((it) => (
            <option key={it}>{it}</option>
          ))}
        </select>
        {topic && <Explanation key={topic} topic={topic} />}
      </section>
    </>
  );
}
