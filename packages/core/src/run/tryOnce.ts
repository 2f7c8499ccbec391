import { WorkflowStreamError } from "../errors.ts";
import { formatOf } from "../formats/auto.ts";
import { DEFAULT_MAX_CHARS } from "../read/limits.ts";
import { filtered } from "../read/saidError.ts";
import type { WorkflowStreamOptions } from "../options.ts";
import type { Finish } from "../parts.ts";
import type { Accumulator } from "./accumulator.ts";
import type { Attempt } from "./attempt.ts";
import type { Clock } from "./clock.ts";
import { parseCount } from "./count.ts";
import type { News } from "./news.ts";
import { readResponse } from "./reading.ts";
import type { Recovery } from "./recovery.ts";
import type { Requests } from "./requests.ts";
import type { Ending } from "./run.ts";
import { endByStatus, type ProvenEnd, readStatus } from "./runStatus.ts";

const DEFAULT_STALL_TIMEOUT_MS = 60_000;

/** What a run keeps over its tries. */
export interface RunParts {
  readonly options: WorkflowStreamOptions<unknown>;
  readonly hasRunKey: boolean;
  readonly clock: Clock;
  readonly recovery: Recovery;
  readonly requests: Requests;
  readonly accumulator: Accumulator;
  readonly tell: (news: News) => void;
}

/**
 * Makes the request that is next, and reads its answer to the end of the text.
 * @throws WorkflowStreamError what broke it off; the attempt's reason when it was given up.
 */
export async function tryOnce(parts: RunParts, attempt: Attempt): Promise<Ending> {
  const { options, hasRunKey, clock, recovery, accumulator, tell } = parts;
  const response = await requestNext(parts, attempt);
  const format = await attempt.until(formatOf(response, options.format, attempt.signal));
  const runId = response.headers.get("run-id") ?? undefined;
  recovery.opened(hasRunKey && runId !== undefined, clock.now());
  tell({ kind: "opened", runId });
  const { headers } = response;
  const begin = parseCount(headers.get("run-offset"));
  accumulator.begin(
    begin ?? (recovery.isNamed ? accumulator.byteOffset : undefined),
    parseCount(headers.get("run-parts")),
  );
  const end = await readResponse(response, {
    attempt,
    format,
    hasRunKey,
    accumulator,
    maxChars: options.maxChars ?? DEFAULT_MAX_CHARS,
    stallTimeoutMs: options.stallTimeoutMs ?? DEFAULT_STALL_TIMEOUT_MS,
    onDelta(delta) {
      recovery.grew();
      tell({ kind: "text", delta });
    },
    onParts(newParts) {
      recovery.grew();
      tell({ kind: "parts", parts: newParts });
    },
  });
  const { status, verified, finish } =
    end.status === "unproven"
      ? await prove(parts, attempt, end.failure)
      : { finish: undefined, verified: true, ...end };
  if (finish) tell({ kind: "finish", finish });
  if (status === "done" && accumulator.chars === 0) throw withoutText(finish);
  return { status, verified };
}

function requestNext(
  { clock, recovery, requests, accumulator }: RunParts,
  attempt: Attempt,
): Promise<Response> {
  const { next } = recovery;
  if (next.kind === "post") return requests.post(attempt, next.reason);
  if (next.kind === "repost") return requests.repost(attempt);
  return requests.resume(attempt, accumulator, recovery.leftMs(clock.now()));
}

/** The ending of a text whose body says nothing of it: what the run's status says, where the server can be asked. */
async function prove(
  { recovery, requests, accumulator }: RunParts,
  attempt: Attempt,
  failure: unknown,
): Promise<ProvenEnd> {
  if (recovery.isNamed && !attempt.signal.aborted) {
    const answer = await requests.askStatus(attempt).catch(() => undefined);
    const said = await readStatus(answer, attempt.signal);
    return endByStatus(said, accumulator.byteOffset, failure);
  }
  if (failure) throw failure;
  return { status: "done", verified: false };
}

/** What a run failed of that is done without a character. */
function withoutText(finish: Finish | undefined): WorkflowStreamError {
  return finish?.finishReason === "content-filter"
    ? filtered()
    : new WorkflowStreamError("empty", "body");
}
