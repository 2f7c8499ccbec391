import { onTestFinished } from "vitest";
import { z } from "zod";
import {
  createWorkflowServer,
  defineWorkflow,
  type Part,
  type RunReport,
  type Workflow,
  type WorkflowServer,
  type WorkflowServerOptions,
} from "../src/index.ts";
import { schemaOf } from "../src/openapi/schemas.ts";
import { createDescribed, whatIsWrong } from "./support/described.ts";

export const secretKey = "sk_test";
export const base = "http://server.test/api/v1";
export const asBackend: Record<string, string> = { authorization: `Bearer ${secretKey}` };

/** A workflow whose text is pushed by the test. Its one run at a time is the last one called. */
export interface HandFed {
  readonly workflow: Workflow;
  /** How often it was called. */
  calls: number;
  signal: AbortSignal | undefined;
  push(piece: string | Part): void;
  end(): void;
  fail(error: unknown): void;
}

export function handFed(id = "fed"): HandFed {
  const queue: (() => string | Part | undefined)[] = [];
  let wake = (): void => {};
  const add = (next: () => string | Part | undefined): void => {
    queue.push(next);
    wake();
  };
  const fed: HandFed = {
    calls: 0,
    signal: undefined,
    push: (piece) => add(() => piece),
    end: () => add(() => undefined),
    fail: (error) =>
      add(() => {
        throw error;
      }),
    workflow: defineWorkflow({
      id,
      inputs: z.object({}),
      async *run(_inputs, { signal }) {
        fed.calls++;
        fed.signal = signal;
        signal.addEventListener("abort", () => wake());
        for (;;) {
          while (queue.length === 0 && !signal.aborted) {
            await new Promise<void>((resolve) => (wake = resolve));
          }
          if (signal.aborted) throw signal.reason;
          const piece = queue.shift()?.();
          if (piece === undefined) return;
          yield piece;
        }
      },
    }),
  };
  return fed;
}

/** A workflow that yields these pieces at once. */
export function says(id: string, ...pieces: string[]): Workflow {
  return defineWorkflow({
    id,
    inputs: z.object({}),
    async *run() {
      yield* pieces;
    },
  });
}

export const explain: Workflow = defineWorkflow({
  id: "explain",
  inputs: z.object({ topic: z.string() }),
  async *run({ topic }) {
    yield "About ";
    yield topic;
  },
});

export interface Setup {
  readonly server: WorkflowServer;
  readonly reports: RunReport[];
  readonly errors: unknown[];
  /** One request; a path is taken below `/api/v1`. */
  call(path: string, init?: RequestInit): Promise<Response>;
  token(scope?: object): Promise<string>;
  /** `POST /run/{id}/stream` with a fresh token. */
  run(workflowId: string, init?: RequestInit & { token?: string }): Promise<Response>;
}

/** A server that is closed when the test has finished. Each of its answers is held against its OpenAPI document. */
export function setup(
  workflows: readonly Workflow[] = [explain],
  options: Partial<WorkflowServerOptions> = {},
): Setup {
  const reports: RunReport[] = [];
  const errors: unknown[] = [];
  const plain = createWorkflowServer({
    workflows,
    secretKeys: [secretKey],
    limits: false,
    onRun: (report) => void reports.push(report),
    onError: (error) => void errors.push(error),
    ...options,
  });
  onTestFinished(() => plain.close({ graceMs: 0 }));

  const check = createDescribed({ workflows, ...options });
  const server: WorkflowServer = {
    ...plain,
    async fetch(request, caller) {
      const response = await plain.fetch(request, caller);
      await check(request, response);
      return response;
    },
  };
  const call: Setup["call"] = (path, init) =>
    server.fetch(new Request(path.startsWith("http") ? path : base + path, init));
  const token: Setup["token"] = async (scope = {}) => {
    const body = JSON.stringify(scope);
    const response = await call("/token", { method: "POST", headers: asBackend, body });
    return ((await response.json()) as { token: string }).token;
  };
  return {
    server,
    reports,
    errors,
    call,
    token,
    run: async (workflowId, { token: given, ...init } = {}) =>
      call(`/run/${workflowId}/stream?token=${given ?? (await token())}`, {
        method: "POST",
        body: "{}",
        ...init,
      }),
  };
}

let keys = 0;

/** A new Run-Key: the id it names, the key, and the header that carries it. */
export function newRunKey(): { id: string; key: string; headers: Record<string, string> } {
  const number = String(++keys).padStart(4, "0");
  const id = `run_${number}${"i".repeat(18)}`;
  const key = `${id}.${number}${"s".repeat(18)}`;
  return { id, key, headers: { "run-key": key } };
}

export const asEvents = { accept: "text/event-stream" };

export interface StreamEvent {
  readonly id?: number;
  readonly data:
    | {
        readonly type: string;
        readonly delta?: string;
        readonly code?: string;
        readonly errorText?: string;
        readonly finishReason?: string;
        readonly data?: unknown;
        readonly url?: string;
        readonly title?: string;
        readonly sourceId?: string;
      }
    | "[DONE]";
}

/** Parses the exact wire shape our event stream has, and nothing else. */
export function parseEvents(body: string): StreamEvent[] {
  const blocks = body.split("\n\n");
  if (blocks.pop() !== "") throw new Error("the body ends inside an event");
  return blocks
    .filter((block) => block !== ": hb")
    .map((block) => {
      const match = /^(?:id: (\d+)\n)?data: (.+)$/.exec(block);
      if (!match?.[2]) throw new Error(`unexpected block: ${block}`);
      const data = match[2] === "[DONE]" ? "[DONE]" : (JSON.parse(match[2]) as StreamEvent["data"]);
      const problem = data === "[DONE]" ? undefined : whatIsWrong(schemaOf("StreamEvent"), data);
      if (problem !== undefined) throw new Error(problem);
      return match[1] === undefined ? { data } : { id: Number(match[1]), data };
    });
}

export const types = (events: readonly StreamEvent[]): string[] =>
  events.map(({ data }) => (data === "[DONE]" ? data : data.type));

export const textOf = (events: readonly StreamEvent[]): string =>
  events.map(({ data }) => (isText(data) ? (data.delta ?? "") : "")).join("");

const isText = (data: StreamEvent["data"]): data is Exclude<StreamEvent["data"], "[DONE]"> =>
  data !== "[DONE]" && data.type === "text-delta";

/** Status and code of an error answer. */
export async function refusal(response: Response): Promise<{ status: number; code: unknown }> {
  const body = (await response.json()) as { code: unknown };
  return { status: response.status, code: body.code };
}

// Taken before any test fakes the clock: digests resolve in real time alone.
const realSetTimeout = globalThis.setTimeout;

/** Waits in real time until something holds, for a second at most. */
export async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (holds()) return;
    await new Promise((resolve) => realSetTimeout(resolve, 5));
  }
  throw new Error(`never true: ${holds}`);
}

/** A body of a request that is not sent before the test says so. */
export function heldBody(): {
  readonly init: RequestInit;
  isAwaited(): boolean;
  send(text: string): void;
} {
  let isAwaited = false;
  let send = (_text: string): void => {};
  const sent = new Promise<string>((resolve) => (send = resolve));
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        isAwaited = true;
        controller.enqueue(new TextEncoder().encode(await sent));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: "POST", body, duplex: "half" } as RequestInit;
  return { init, isAwaited: () => isAwaited, send };
}

/** A reader of a streamed body, chunk by chunk. */
export function readerOf(response: Response): {
  read(): Promise<string | undefined>;
  cancel(): Promise<void>;
} {
  if (!response.body) throw new Error("no body");
  const reader = response.body.getReader();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    read: async () => {
      const { value } = await reader.read();
      return value && decoder.decode(value);
    },
    cancel: () => reader.cancel(),
  };
}
