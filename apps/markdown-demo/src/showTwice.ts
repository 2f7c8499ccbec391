import { attachText, createWorkflowStream, type Snapshot } from "@workflow-stream/core";
import { attachMarkdown, type MarkdownOptions } from "@workflow-stream/markdown";
import { citations } from "@workflow-stream/markdown/citations";
import { copyButton } from "@workflow-stream/markdown/copyButton";
import { footnotes } from "@workflow-stream/markdown/footnotes";
import { highlight } from "@workflow-stream/markdown/highlight";
import { scrollTable } from "@workflow-stream/markdown/scrollTable";
import { fetchToken, givenPace, type RunState } from "demo-kit";
import { tokenize } from "./tokenize.ts";

const options: MarkdownOptions = {
  headingOffset: 2,
  syntax: [citations, footnotes],
  elements: { code: [copyButton(), highlight(tokenize)], table: scrollTable() },
};

/** What is said of a run that has ended. */
interface Verdict {
  readonly isGood: boolean;
  readonly words: string;
}

/** Shows a workflow's text as Markdown and as it is, in the elements whose ids begin with a name, when the button is pressed. */
export function showTwice(
  name: string,
  workflowId: string,
  inputs: Record<string, unknown>,
  judge: (snapshot: Snapshot<unknown>) => Promise<Verdict>,
): void {
  const find = (part: string): HTMLElement => {
    const element = document.getElementById(`${name}-${part}`);
    if (!element) throw new Error(`The page has no #${name}-${part}`);
    return element;
  };
  const stream = createWorkflowStream({
    workflowId,
    token: fetchToken,
    inputs: { ...inputs, ...givenPace },
  });
  attachMarkdown(find("text"), stream, { ...options, idPrefix: `${name}-` });
  attachText(find("plain"), stream);
  (find("state") as RunState).stream = stream;

  const button = find("run");
  const verdict = find("verdict");

  async function run(): Promise<void> {
    verdict.textContent = "";
    button.textContent = "Stop";
    await stream.start();
    button.textContent = "Run it again";
    const { isGood, words } = await judge(stream.getSnapshot());
    verdict.textContent = words;
    verdict.dataset["verdict"] = isGood ? "good" : "bad";
  }

  button.addEventListener("click", () => {
    if (stream.getSnapshot().isLoading) stream.stop();
    else void run();
  });
}
