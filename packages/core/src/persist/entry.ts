import { parseRunKey, type RunKey } from "../run/runKey.ts";
import { isSameStart, type StartKey, startKeyOf } from "../run/startKey.ts";
import { digestOf } from "./digest.ts";

/** The longest inputs that an entry holds, in UTF-16 code units of JSON; of longer ones it holds a digest. */
const MAX_INPUTS_CHARS = 65_536;
/** How long a run is remembered, in ms. */
const ENTRY_LIFE_MS = 24 * 60 * 60 * 1000;

/** What is remembered of a run: how it is asked for, and what it was of. Never a token, never its text. */
export interface Entry {
  readonly runKey: RunKey;
  /** When it was begun, in ms since the epoch. */
  readonly beganAtMs: number;
  /** The server has named the run: it began. Until then its post may be lost, or on its way. */
  readonly isNamed: boolean;
  /** Its text has ended: it can be shown again, and is not what a new start waits for. */
  readonly isOver?: boolean;
  /** It was stopped, and the server is yet to be told: it is not to be picked up. */
  readonly isStopped?: boolean;
  /** Who began it, where several may. */
  readonly owner: string | undefined;
  readonly workflowId: string;
  readonly baseUrl: string | undefined;
  /** The inputs as JSON; `undefined` where they are too long to be held. */
  readonly body: string | undefined;
  /** By which inputs that are too long are known again. */
  readonly digest: string | undefined;
}

/** The entry of a run that begins now. */
export function createEntry(
  runKey: RunKey,
  target: { readonly workflowId: string; readonly baseUrl?: string | undefined },
  body: string,
  owner?: string,
): Entry {
  const isLong = body.length > MAX_INPUTS_CHARS;
  return {
    runKey,
    beganAtMs: Date.now(),
    isNamed: false,
    owner,
    workflowId: target.workflowId,
    baseUrl: target.baseUrl,
    body: isLong ? undefined : body,
    digest: isLong ? digestOf(body) : undefined,
  };
}

/** An entry as text. */
export function serialiseEntry({ runKey, body, ...entry }: Entry): string {
  const inputs: unknown = body && JSON.parse(body);
  return JSON.stringify({ runKey: runKey.value, ...entry, inputs });
}

/** The entry that a text holds; `undefined` where it is none, or too old. Never throws. */
export function parseEntry(text: unknown): Entry | undefined {
  const said = fieldsOf(text);
  const { beganAtMs, workflowId, baseUrl, inputs, digest } = said;
  const runKey = parseRunKey(said.runKey);
  if (!runKey || typeof workflowId !== "string" || typeof beganAtMs !== "number") return undefined;
  // a clock that was put back makes an entry of the future
  const isOld = !(Math.abs(Date.now() - beganAtMs) < ENTRY_LIFE_MS);
  const isLong = typeof digest === "string";
  if (isOld || (inputs === undefined && !isLong)) return undefined;
  return {
    runKey,
    beganAtMs,
    isNamed: said.isNamed === true,
    ...(said.isOver === true && { isOver: true }),
    ...(said.isStopped === true && { isStopped: true }),
    owner: typeof said.owner === "string" ? said.owner : undefined,
    workflowId,
    baseUrl: typeof baseUrl === "string" ? baseUrl : undefined,
    body: isLong ? undefined : JSON.stringify(inputs),
    digest: isLong ? digest : undefined,
  };
}

/** Whether two entries are of one run. */
export function isSameRun(one: Entry | undefined, other: Entry | undefined): boolean {
  return one !== undefined && one.runKey.value === other?.runKey.value;
}

/** Whether an entry is of this workflow of this server, whatever its inputs. */
export function isOfTarget(entry: Entry, target: string): boolean {
  return startKeyOf(entry, "").target === target;
}

/** Whether an entry is of a start that is equal to this one. */
export function isOfStart(entry: Entry, start: StartKey): boolean {
  if (entry.body === undefined)
    return isOfTarget(entry, start.target) && entry.digest === digestOf(start.body);
  return isSameStart(startKeyOf(entry, entry.body), start);
}

function fieldsOf(text: unknown): { readonly [name: string]: unknown } {
  try {
    return Object(JSON.parse(String(text)));
  } catch {
    return {};
  }
}
