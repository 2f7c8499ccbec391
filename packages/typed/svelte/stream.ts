import type { workflows } from "../workflows.ts";
import { render } from "svelte/server";
import {
  createWorkflowStream,
  type InputsOf,
  StreamingText,
  type WorkflowId,
} from "@workflow-stream/svelte";
import { StreamingMarkdown } from "@workflow-stream/svelte/markdown";

declare module "@workflow-stream/svelte" {
  interface Register {
    workflows: typeof workflows;
  }
}

type Is<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
export const ids: Is<WorkflowId, "research" | "explain"> = true;
export const inputs: Is<
  InputsOf<(typeof workflows)[0] & { id: "research" }>,
  { topic: string; words?: number | undefined }
> = true;

/** Checked by the compiler alone. */
export function right(): unknown[] {
  const research = createWorkflowStream({
    workflowId: "research",
    inputs: { topic: "tides" },
    onData(name, value) {
      if (name === "step") value.toUpperCase();
    },
  });
  void research.start({ topic: "tides", words: 20 });
  const points: number[] | undefined = research.data.points;
  const explain = createWorkflowStream(() => ({ workflowId: "explain", immediate: true }) as const);
  void explain.start({ topic: "tides" });
  const handed = createWorkflowStream(research.stream);
  void handed.start({ topic: "tides" });

  // a second server, an endpoint, and a type argument: as without types
  const other = createWorkflowStream({
    workflowId: "other",
    baseUrl: "https://b.example",
    inputs: { a: 1 },
  });
  void other.start({ a: 2 });
  const story = createWorkflowStream({ url: "/story", inputs: { b: 1 } });
  void story.start({ b: 2 });
  const named = createWorkflowStream<{ c: number }>({ workflowId: "other" });
  void named.start({ c: 1 });
  const id: string = "research";
  return [
    points,
    createWorkflowStream({ workflowId: id }),
    createWorkflowStream<{ c: number }>({ workflowId: "research" }),
    render(StreamingText, { props: { workflowId: "explain", inputs: { topic: "tides" } } }),
    render(StreamingMarkdown, { props: { workflowId: "explain", inputs: { topic: "tides" } } }),
  ];
}

/** Each line is an error. */
export function wrong(): void {
  // @ts-expect-error no such workflow
  createWorkflowStream({ workflowId: "reserach" });
  // @ts-expect-error no such workflow, by a getter
  createWorkflowStream(() => ({ workflowId: "reserach" }) as const);
  // @ts-expect-error a topic is a text
  createWorkflowStream({ workflowId: "research", inputs: { topic: 1 } });
  // @ts-expect-error there is no topic
  createWorkflowStream({ workflowId: "explain", inputs: {} });
  const research = createWorkflowStream({ workflowId: "research" });
  // @ts-expect-error words are a number
  void research.start({ topic: "tides", words: "20" });
  // @ts-expect-error another workflow's inputs are not these
  void research.start({ subject: "tides" });
  // @ts-expect-error there is no such part
  void research.data.pionts;
}
