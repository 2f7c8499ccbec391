import type { Script, ScriptedServer, SeenRequest } from "@workflow-stream/testing";
import {
  createWorkflowStream,
  type Snapshot,
  type WorkflowStream,
  type WorkflowStreamOptions,
} from "../../src/index.ts";

type Inputs = Record<string, unknown>;
type Options = WorkflowStreamOptions<Inputs>;

/** Options for the workflow of a scripted server, changed by those given. */
export function optionsFor(server: ScriptedServer, changes: Partial<Options> = {}): Options {
  const target = changes.url === undefined ? { workflowId: "explain", baseUrl: API } : {};
  return { ...target, token: server.token, fetch: server.fetch, ...changes } as Options;
}

/** A stream of the workflow of a scripted server; changes given as a function are asked at each start. */
export function streamOf(
  server: ScriptedServer,
  changes: Partial<Options> | (() => Partial<Options>) = {},
): WorkflowStream<Inputs> {
  return createWorkflowStream(
    typeof changes === "function"
      ? () => optionsFor(server, changes())
      : optionsFor(server, changes),
  );
}

/** Where a scripted server stands. */
export const API = "http://server.test/api/v1";

/** "a slow text", letter by letter, a chunk each 10 ms. */
export const SLOW: Script = { deltas: [..."a slow text"], chunkBytes: [60], gapMs: 10 };

/** What a listener heard. */
export interface Heard {
  readonly snapshot: Snapshot;
  readonly delta: string | undefined;
}

/** Hears everything a stream publishes from now on. */
export function record(stream: WorkflowStream<Inputs>): Heard[] {
  const heard: Heard[] = [];
  stream.subscribe((snapshot, delta) => heard.push({ snapshot, delta }));
  return heard;
}

/** Resolves once a stream has published a snapshot that is as asked. */
export function reached(
  stream: WorkflowStream<Inputs>,
  isReached: (snapshot: Snapshot) => boolean,
): Promise<Snapshot> {
  return new Promise((resolve) => {
    const check = (snapshot: Snapshot): void => {
      if (!isReached(snapshot)) return;
      unsubscribe();
      resolve(snapshot);
    };
    const unsubscribe = stream.subscribe(check);
    check(stream.getSnapshot());
  });
}

/** Whether a snapshot shows text of the run that is on. */
export function isStreaming({ status }: Snapshot): boolean {
  return status === "streaming";
}

/** The statuses that were heard, each once in a row. */
export function statuses(heard: readonly Heard[]): string[] {
  return heard
    .map(({ snapshot }) => snapshot.status)
    .filter((status, at, all) => status !== all[at - 1]);
}

/** The requests that start a run. */
export function posts(server: ScriptedServer): SeenRequest[] {
  return server.requests.filter(({ method }) => method === "POST");
}

/** What a request showed of itself, to be compared with another. */
export function credentialsOf({
  url,
  headers,
}: SeenRequest): Record<"token" | "runKey", string | null> {
  return {
    token: url.searchParams.get("token") ?? headers.get("authorization"),
    runKey: headers.get("run-key"),
  };
}
