import { createWorkflowText } from "@workflow-stream/solid-2";
import "./stream.ts";

declare const isOpen: boolean;

/** Checked by the compiler alone. */
export function right(): unknown[] {
  const [tides, research] = createWorkflowText(() => ({ topic: "tides" }), {
    workflowId: "research",
    onData(name, value) {
      if (name === "step") value.toUpperCase();
    },
  });
  const points: number[] | undefined = research.data().points;
  const words: number | undefined = research.inputs()?.words;
  const always: string = tides();
  const [text] = createWorkflowText(
    () => isOpen && { topic: "tides" },
    () => ({ workflowId: "explain" }) as const,
  );
  const perhaps: string | undefined = text();

  // a second server, an endpoint, and a type argument: as without types
  const [, other] = createWorkflowText(() => ({ a: 1 }), {
    workflowId: "other",
    baseUrl: "https://b.example",
  });
  const a: number | undefined = other.inputs()?.a;
  const [, story] = createWorkflowText(() => ({ b: 1 }), { url: "/story" });
  const b: number | undefined = story.inputs()?.b;
  const named = createWorkflowText<{ c: number }>(() => ({ c: 1 }), { workflowId: "other" });
  return [points, words, always, perhaps, a, b, named];
}

/** Each line is an error. */
export function wrong(): void {
  const source = () => ({ topic: "tides" });
  // @ts-expect-error no such workflow
  createWorkflowText(source, { workflowId: "reserach" });
  // @ts-expect-error no such workflow, by a getter
  createWorkflowText(source, () => ({ workflowId: "reserach" }) as const);
  // @ts-expect-error a topic is a text
  createWorkflowText(() => ({ topic: 1 }), { workflowId: "research" });
  // @ts-expect-error another workflow's inputs
  createWorkflowText(() => ({ subject: "tides" }), { workflowId: "explain" });
  // @ts-expect-error the inputs are the source's
  createWorkflowText(source, { workflowId: "explain", inputs: { topic: "b" } });
  const [text] = createWorkflowText(() => isOpen && source(), { workflowId: "explain" });
  // @ts-expect-error there is none while the source is closed
  void text().length;
  const [, research] = createWorkflowText(source, { workflowId: "research" });
  // @ts-expect-error there is no such part
  void research.data().pionts;
}
