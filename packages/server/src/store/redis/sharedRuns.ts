import { LOG_START, type LogEntry, type LogPosition } from "../log.ts";
import type { Ending, Reservation, RunSlice, StoredRun, StoredStatus } from "../store.ts";
import type { Connection } from "./connection.ts";
import type { RedisKeys } from "./keys.ts";
import { partsBeforeScript, readScript, writeScript } from "./logScripts.ts";
import type { Script } from "./script.ts";
import * as scripts from "./scripts.ts";
import { entriesOf, storedParts, textOf } from "./storedLog.ts";
import type { RedisTiming } from "./timing.ts";

/** Entries that follow what is stored, and how the run ends with them. */
export interface Write {
  readonly owner: string;
  /** Where they begin: what is stored, as far as is known. */
  readonly from: LogPosition;
  /** Empty: only the lease is renewed. */
  readonly entries: readonly LogEntry[];
  readonly end?: { readonly ending: Ending; readonly keepMs: number };
}

/** The runs as all machines see them: one script, and so one atomic step and one round trip, for each member. */
export interface SharedRuns {
  reserve(runId: string, reservation: Reservation, ttlMs: number): Promise<StoredRun | undefined>;
  release(runId: string, owner: string): Promise<void>;
  begin(runId: string, reservation: Reservation, keepMs: number): Promise<boolean>;
  /** Returns what is stored then, or what the run is instead of running; `gone`: there is none of this owner. */
  write(runId: string, write: Write): Promise<LogPosition | StoredStatus | "gone">;
  cancel(runId: string, keepMs: number): Promise<void>;
  /** Reads at most `maxBytes` of text, whole characters, and about as much of parts; 0: none. */
  read(runId: string, from: LogPosition, maxBytes: number): Promise<RunSlice | undefined>;
  partsBefore(runId: string, byteOffset: number): Promise<number>;
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
    script: Script,
    runId: string,
    ...values: (string | number | Buffer)[]
  ): Promise<unknown> {
    return connection.script(script, {
      keys: keys.run(runId),
      arguments: values.map((value) => (typeof value === "number" ? whole(value) : value)),
    });
  }

  return {
    async reserve(runId, reservation, ttlMs) {
      const values = [...whoClaims(reservation), ttlMs];
      return parse(LOG_START, await call(scripts.reserveScript, runId, ...values))?.run;
    },
    async release(runId, owner) {
      await call(scripts.releaseScript, runId, owner);
    },
    async begin(runId, reservation, keepMs) {
      const values = [...whoClaims(reservation), leaseMs, keepMs, processChannel, lapsedMs];
      return (await call(scripts.beginScript, runId, ...values)) === 1;
    },
    async write(runId, { owner, from, entries, end }) {
      const last = end ? [end.ending.status, endingText(end.ending), end.keepMs] : ["", "", ""];
      const log = [from.bytes, from.parts, textOf(entries)];
      const parts = storedParts(from, entries);
      const reply = await call(writeScript, runId, owner, ...log, leaseMs, ...last, ...parts);
      if (!Array.isArray(reply)) return (String(reply) || "gone") as StoredStatus;
      const [bytes, count] = reply as [number, number];
      return { bytes, parts: count };
    },
    async cancel(runId, keepMs) {
      await call(scripts.cancelScript, runId, keepMs, runId);
    },
    async read(runId, from, maxBytes) {
      const most = Math.min(maxBytes, MOST_BYTES);
      return parse(from, await call(readScript, runId, from.bytes, from.parts, most));
    },
    async partsBefore(runId, byteOffset) {
      return Number(await call(partsBeforeScript, runId, byteOffset));
    },
    async attend(runId, leaseMs) {
      return (await call(scripts.attendScript, runId, leaseMs)) === 1;
    },
    async attendedForMs(runId) {
      return Number(await call(scripts.attendedScript, runId));
    },
  };
}

function whoClaims({ owner, workflowId, secretHash, userHash }: Reservation): string[] {
  return [owner, workflowId ?? "", secretHash ?? "", userHash ?? ""];
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
  user: Buffer,
  ending: Buffer,
  bytes: number,
  parts: number,
  textSlice: Buffer,
  partSlice: readonly Buffer[],
];

function parse(from: LogPosition, reply: unknown): RunSlice | undefined {
  if (reply === null) return undefined;
  const [status, workflow, secret, user, ending, bytes, parts, textSlice, partSlice] =
    reply as Reply;
  const run: StoredRun = {
    status: status.toString() as StoredStatus,
    workflowId: workflow.toString() || null,
    secretHash: secret.toString() || null,
    userHash: user.toString() || null,
    bytes,
    parts,
    ...(ending.length > 0 && (JSON.parse(ending.toString()) as Partial<StoredRun>)),
  };
  return { run, entries: entriesOf(from, textSlice, partSlice) };
}
