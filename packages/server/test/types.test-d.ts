import type { LanguageModel } from "ai";
import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import {
  createWorkflowServer,
  defineWorkflow,
  type DataPart,
  type Workflow,
} from "../src/index.ts";
import { promptWorkflow } from "../src/prompt.ts";

/** What a client reads of a workflow's type, by its shape alone. */
type InputsOf<W> = W extends {
  readonly inputs: { readonly "~standard": { readonly types?: { readonly input: infer Input } } };
}
  ? Input
  : never;
type PieceOf<W> = W extends { run(...args: never[]): AsyncIterable<infer Piece> } ? Piece : never;
type DataOf<W> = Extract<PieceOf<W>, { readonly type: "data" }>;

declare const model: LanguageModel;
declare const points: number[];
declare function ask(topic: string, signal: AbortSignal): AsyncIterable<string>;

const research = defineWorkflow({
  id: "research",
  inputs: z.object({ topic: z.string(), words: z.number().default(50) }),
  async *run({ topic, words }, { signal }) {
    expectTypeOf(topic).toEqualTypeOf<string>();
    expectTypeOf(words).toEqualTypeOf<number>();
    yield* ask(topic, signal);
    yield { type: "data", name: "points", value: points };
    yield { type: "data", name: "step", value: "written" };
    yield { type: "source", url: "https://example.org" };
    return { finishReason: "stop" };
  },
});

test("a workflow's type keeps its id, its inputs as they are sent, and its data", () => {
  expectTypeOf(research.id).toEqualTypeOf<"research">();
  expectTypeOf<InputsOf<typeof research>>().toEqualTypeOf<{
    topic: string;
    words?: number | undefined;
  }>();
  expectTypeOf<DataOf<typeof research>["name"]>().toEqualTypeOf<"points" | "step">();
  expectTypeOf<Extract<DataOf<typeof research>, { name: "points" }>["value"]>().toEqualTypeOf<
    number[]
  >();
});

test("one that only yields text, or hands an iterable on, has no data", () => {
  const says = defineWorkflow({
    id: "says",
    inputs: z.object({}),
    async *run() {
      yield* ["a", "b"];
    },
  });
  const asks = defineWorkflow({
    id: "asks",
    inputs: z.object({}),
    run: (_inputs, { signal }) => ask("tea", signal),
  });
  expectTypeOf<DataOf<typeof says>>().toEqualTypeOf<never>();
  expectTypeOf<PieceOf<typeof asks>>().toEqualTypeOf<string>();
});

test("what a workflow may not yield is an error", () => {
  defineWorkflow({
    id: "wrong",
    inputs: z.object({}),
    // @ts-expect-error a number is neither text nor a part
    async *run() {
      yield 7;
    },
  });
});

test("a prompt's inputs are its template's names, or what its schema takes", () => {
  const explain = promptWorkflow({
    id: "explain",
    model,
    template: "Explain {{topic}} in {{ words }} words, and leave {{{{this}} alone.",
  });
  type Value = string | number | boolean;
  expectTypeOf(explain.id).toEqualTypeOf<"explain">();
  expectTypeOf<InputsOf<typeof explain>>().toEqualTypeOf<{
    readonly topic: Value;
    readonly words: Value;
  }>();
  expectTypeOf<DataOf<typeof explain>>().toEqualTypeOf<never>();

  const inputs = z.object({ topic: z.string(), words: z.number().default(50) });
  const typed = promptWorkflow({ id: "typed", model, template: "{{topic}} {{words}}", inputs });
  expectTypeOf<InputsOf<typeof typed>>().toEqualTypeOf<z.input<typeof inputs>>();

  const template: string = "{{topic}}";
  const loaded = promptWorkflow({ id: "loaded", model, template });
  expectTypeOf<InputsOf<typeof loaded>>().toEqualTypeOf<{ readonly [name: string]: Value }>();
});

test("a server takes them all, and a list of them keeps each id", () => {
  const explain = promptWorkflow({ id: "explain", model, template: "Explain {{topic}}." });
  const workflows = [research, explain];
  expectTypeOf<(typeof workflows)[number]["id"]>().toEqualTypeOf<"research" | "explain">();
  const server = createWorkflowServer({ workflows, secretKeys: ["sk_test", undefined] });
  void server.createToken({ workflow: "research" });
  // @ts-expect-error there is no such workflow
  void server.createToken({ workflow: "reserach" });
  const plain: Workflow = research;
  expectTypeOf(plain.id).toEqualTypeOf<string>();
  expectTypeOf<DataOf<Workflow>>().toEqualTypeOf<DataPart>();
});
