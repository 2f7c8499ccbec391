import type { JSX } from "@solidjs/web";
import { type Accessor, Errored, Loading, type SourceAccessor } from "solid-js";
import {
  createWorkflowText,
  type Persister,
  type WorkflowStreamError,
  type WorkflowTextRun,
} from "../src/index.ts";
import type { Page } from "./page.ts";

/** The inputs of the text that is shown. */
export interface Inputs {
  topic: string;
}

type Source = Accessor<Inputs | false | undefined>;

/** A text that is shown. */
export interface ShownText {
  readonly text: SourceAccessor<string | undefined>;
  readonly run: WorkflowTextRun<Inputs>;
  end(): void;
}

/** Renders a text under a boundary for its waiting and one for its failure. */
export function showText(
  { server, render }: Page,
  source: Source,
  persister?: Persister,
): ShownText {
  let made!: [text: ShownText["text"], run: ShownText["run"]];
  const Text = (): JSX.Element => {
    const { fetch, token } = server;
    made = createWorkflowText(source, { workflowId: "x", fetch, token, persister });
    const [text] = made;
    return (
      <Loading fallback="waiting">
        <Errored fallback={(error, reset) => failure(error, reset)}>
          <b>{text() ?? "nothing yet"}</b>
        </Errored>
      </Loading>
    );
  };
  const end = render(() => <Text />);
  const [text, run] = made;
  return { text, run, end };
}

function failure(error: Accessor<unknown>, reset: () => void): JSX.Element {
  return <button onClick={reset}>{(error() as WorkflowStreamError).code}</button>;
}
