import type { Ending, Reservation, RunSlice, StoredRun, StoredStatus } from "../store.ts";
import type { Connection } from "./connection.ts";
import type { RedisKeys } from "./keys.ts";
import * as scripts from "./scripts.ts";
import type { RedisTiming } from "./timing.ts";
import { wholeCharacters } from "./wholeCharacters.ts";

/** Text that follows what is stored, and how the run ends with it. */
export interface Write {
  readonly owner: string;
  /** Where the text begins, in bytes: the bytes that are stored, as far as is known. */
  readonly byteOffset: number;
  /** Empty: only the lease is renewed. */
  readonly text: Buffer;
  readonly end?: { readonly ending: Ending; readonly keepMs: number };
}

/** The runs as all machines see them: one script, and so one atomic step and one round trip, for each member. */
export interface SharedRuns {
  reserve(runId: string, reservation: Reservation, ttlMs: number): Promise<StoredRun | undefined>;
  release(runId: string, owner: string): Promise<void>;
  begin(runId: string, reservation: Reservation, keepMs: number): Promise<boolean>;
  /** Returns the bytes that are stored then, or what the run is instead of running; `gone`: there is none of this owner. */
  write(runId: string, write: Write): Promise<number | StoredStatus | "gone">;
  cancel(runId: string, keepMs: number): Promise<void>;
  /** Reads at most `maxBytes` of text, whole characters; 0: none. */
  read(runId: string, byteOffset: number, maxBytes: number): Promise<RunSlice | undefined>;
  attend(runId: string, leaseMs: number): Promise<boolean>;
  attendedForMs(runId: string): Promise<number>;
}

const MOST_BYTES = 2 ** 31;

/** Creates the runs behind a connection; `processChannel` is where this process hears that a run of its own was cancelled. */
export function sharedRuns(
  connection: Connection,
  keys: RedisKeys,
  { leaseMs, lapsedMs }: Pick<RedisTiming, "leaseMs" | "lapsedMs">,
  processChannel: string,
): SharedRuns {
  function call(
    script: scripts.Script,
    runId: string,
    ...values: (string | number | Buffer)[]
  ): Promise<unknown> {
    return connection.script(script, {
      keys: keys.run(runId),
      arguments: values.map((value) => (typeof value === "number" ? whole(value) : value)),
    });
  }

  return {
    async reserve(runId, { owner, workflowId, secretHash }, ttlMs) {
      const values = [owner, workflowId ?? "", secretHash ?? "", ttlMs];
      return parse(await call(scripts.reserveScript, runId, ...values))?.run;
    },
    async release(runId, owner) {
      await call(scripts.releaseScript, runId, owner);
    },
    async begin(runId, { owner, workflowId, secretHash }, keepMs) {
      const who = [owner, workflowId ?? "", secretHash ?? ""];
      const values = [...who, leaseMs, keepMs, processChannel, lapsedMs];
      return (await call(scripts.beginScript, runId, ...values)) === 1;
    },
    async write(runId, { owner, byteOffset, text, end }) {
      const last = end ? [end.ending.status, endingText(end.ending), end.keepMs] : [];
      const reply = await call(
        scripts.writeScript,
        runId,
        owner,
        byteOffset,
        text,
        leaseMs,
        ...last,
      );
      return typeof reply === "number" ? reply : ((String(reply) || "gone") as StoredStatus);
    },
    async cancel(runId, keepMs) {
      await call(scripts.cancelScript, runId, keepMs, runId);
    },
    async read(runId, byteOffset, maxBytes) {
      return parse(
        await call(scripts.readScript, runId, byteOffset, Math.min(maxBytes, MOST_BYTES)),
      );
    },
    async attend(runId, leaseMs) {
      return (await call(scripts.attendScript, runId, leaseMs)) === 1;
    },
    async attendedForMs(runId) {
      return Number(await call(scripts.attendedScript, runId));
    },
  };
}

function whole(value: number): string {
  return String(Math.ceil(value));
}

function endingText(ending: Ending): string {
  const { status: _, ...rest } = ending;
  return Object.keys(rest).length === 0 ? "" : JSON.stringify(rest);
}

type Reply = [
  status: Buffer,
  workflow: Buffer,
  secret: Buffer,
  ending: Buffer,
  bytes: number,
  text: Buffer,
];

function parse(reply: unknown): RunSlice | undefined {
  if (reply === null) return undefined;
  const [status, workflow, secret, ending, bytes, text] = reply as Reply;
  const run: StoredRun = {
    status: status.toString() as StoredStatus,
    workflowId: workflow.toString() || null,
    secretHash: secret.toString() || null,
    bytes,
    ...(ending.length > 0 && (JSON.parse(ending.toString()) as Partial<StoredRun>)),
  };
  const delta = wholeCharacters(text);
  return { run, deltas: delta.length > 0 ? [delta] : [] };
}
