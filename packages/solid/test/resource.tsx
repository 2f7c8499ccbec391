import { type Accessor, ErrorBoundary, type JSX, Suspense } from "solid-js";
import {
  createWorkflowResource,
  type Persister,
  type WorkflowResourceActions,
} from "../src/index.ts";
import type { Page } from "./page.ts";

/** The inputs of the resource that is shown. */
export interface Inputs {
  topic: string;
}

type Actions = WorkflowResourceActions<Inputs>;
type Source = Accessor<Inputs | false | undefined>;

/** Renders a resource under a boundary for its waiting and one for its failure. */
export function showResource(
  { server, render }: Page,
  source: Source,
  persister?: Persister,
): { actions: Actions; end(): void } {
  const made: { actions?: Actions } = {};
  const Text = (): JSX.Element => {
    const { fetch, token } = server;
    const options = { workflowId: "x", fetch, token, persister };
    const [text, actions] = createWorkflowResource(source, options);
    made.actions = actions;
    return (
      <Suspense fallback="waiting">
        <ErrorBoundary fallback={({ code }, reset) => failure(actions, code, reset)}>
          <b>{text() ?? "nothing yet"}</b>
        </ErrorBoundary>
      </Suspense>
    );
  };
  const end = render(() => <Text />);
  return { actions: made.actions!, end };
}

function failure({ retry }: Actions, code: string, reset: () => void): JSX.Element {
  const again = (): void => {
    void retry();
    reset();
  };
  return <button onClick={again}>{code}</button>;
}
