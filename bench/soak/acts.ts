import { newRunKey, readText, type Client } from "../server/kit/client.ts";
import { readExactly } from "./exactRun.ts";

/** One thing a client may do. Resolves to what was wrong, if anything. */
export type Act = (pick: () => Client, random: () => number) => Promise<string | undefined>;

/** A text is read over connections that are cut. */
const readCut: Act = async (pick, random) => {
  const { loss } = await readExactly({
    seed: Math.floor(random() * 2 ** 31),
    chars: Math.floor(random() * 3_000),
    gapMs: Math.floor(random() * 5),
    format: random() < 0.5 ? "text/plain" : "text/event-stream",
    pick,
    cutAfterMs: () => (random() < 0.5 ? Infinity : random() * 500),
  });
  return loss;
};

/** A run is cancelled on any machine while it runs, and everyone agrees that it was. */
const cancel: Act = async (pick) => {
  const { id, headers } = newRunKey();
  const answer = await pick().start("idle", {}, { ...headers, accept: "text/event-stream" });
  const body = readText(answer.body);
  const { status } = await pick().send(`/runs/${id}`, { method: "DELETE", headers });
  if (status !== 204) return `${id}: DELETE answered ${status}`;
  const events = await body;
  return events.includes('"abort"')
    ? undefined
    : `${id}: cancelled, and its reader was told ${events}`;
};

/** A run that fails says so. */
const fail: Act = async (pick) => {
  const answer = await pick().start("broken", {}, { accept: "text/event-stream" });
  const events = await readText(answer.body);
  return events.includes('"workflow_failed"') ? undefined : `a failed run ended as ${events}`;
};

/** A token is good once. */
const spendTwice: Act = async (pick) => {
  const path = `/run/word/stream?token=${await pick().token()}`;
  const post = async (): Promise<number> => {
    const { status, body } = await pick().send(path, { method: "POST", body: "{}" });
    body.resume();
    return status;
  };
  const statuses = (await Promise.all([post(), post(), post()])).sort();
  return statuses.join() === "200,401,401"
    ? undefined
    : `one token, three runs: ${statuses.join()}`;
};

/** A run without a Run-Key is left, and a run that never was is looked for. */
const leave: Act = async (pick) => {
  const answer = await pick().start("idle", {});
  answer.cut();
  const { id, headers } = newRunKey();
  const { status, body } = await pick().send(`/runs/${id}`, { headers });
  body.resume();
  return status === 404 ? undefined : `a run that never was: ${status}`;
};

/** All acts, each as often as it is here. */
export const acts: readonly Act[] = [
  readCut,
  readCut,
  readCut,
  readCut,
  cancel,
  fail,
  spendTwice,
  leave,
];
