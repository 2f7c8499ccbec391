import { createWorkflowResource } from "@workflow-stream/solid";
import "./stream.ts";

/** Checked by the compiler alone. */
export function right(): unknown[] {
  const [, research] = createWorkflowResource(() => ({ topic: "tides" }), {
    workflowId: "research",
    onData(name, value) {
      if (name === "step") value.toUpperCase();
    },
  });
  const points: number[] | undefined = research.stream.getSnapshot().data.points;
  void research.stream.start({ topic: "tides", words: 20 });
  const [text] = createWorkflowResource(
    () => points !== undefined && { topic: "tides" },
    () => ({ workflowId: "explain" }) as const,
  );

  // a second server, an endpoint, and a type argument: as without types
  const [, other] = createWorkflowResource(() => ({ a: 1 }), {
    workflowId: "other",
    baseUrl: "https://b.example",
  });
  void other.stream.start({ a: 2 });
  const [, story] = createWorkflowResource({ b: 1 }, { url: "/story" });
  void story.stream.start({ b: 2 });
  const named = createWorkflowResource<{ c: number }>({ c: 1 }, { workflowId: "other" });
  return [text, named];
}

/** Each line is an error. */
export function wrong(): void {
  // @ts-expect-error no such workflow
  createWorkflowResource({ topic: "tides" }, { workflowId: "reserach" });
  // @ts-expect-error no such workflow, by a getter
  createWorkflowResource({ topic: "tides" }, () => ({ workflowId: "reserach" }) as const);
  // @ts-expect-error a topic is a text
  createWorkflowResource({ topic: 1 }, { workflowId: "research" });
  // @ts-expect-error another workflow's inputs
  createWorkflowResource(() => ({ subject: "tides" }), { workflowId: "explain" });
  // @ts-expect-error the inputs are the source's
  createWorkflowResource({ topic: "a" }, { workflowId: "explain", inputs: { topic: "b" } });
  const [, research] = createWorkflowResource({ topic: "tides" }, { workflowId: "research" });
  // @ts-expect-error words are a number
  void research.stream.start({ topic: "tides", words: "20" });
  // @ts-expect-error there is no such part
  void research.stream.getSnapshot().data.pionts;
}
