import { createScriptedServer, type Fault, type Refusal } from "@workflow-stream/testing";
import { expect, it } from "vitest";
import { credentialsOf, posts, streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const RESET: Fault = { kind: "reset", begins: false };
const LOST: Fault = { kind: "reset", begins: true };
const SILENT: Fault = { kind: "silence", begins: true };
const PAGE = { body: "<!doctype html><title>Bad gateway</title>", contentType: "text/html" };
const GATEWAY_502: Refusal = { kind: "refuse", status: 502, begins: true, ...PAGE };
const GATEWAY_504: Fault = { kind: "refuse", status: 504, begins: true, ...PAGE };
const refuse = (status: number): Refusal => ({ kind: "refuse", status });
const ours = (status: number, code: string): Fault => ({ ...refuse(status), code });

interface Choice {
  readonly resume?: false;
  readonly retries?: number;
  readonly hasLiteralToken?: true;
}

/** A promise, what goes wrong, the requests sent (the `same` once more, or with a `fresh` token), the ending. */
type Row = [promise: string, faults: Fault[], sends: string, ends: string, choice?: Choice];

const OFF: Choice = { resume: false };
const LITERAL: Choice = { hasLiteralToken: true };

it.each<Row>([
  ["a lost request is repeated", [RESET], "fresh same", "done"],
  ["a lost answer is asked for again", [LOST], "fresh same", "done"],
  ["a time-out is repeated", [SILENT], "fresh same", "done"],
  ["a 408 is repeated", [refuse(408)], "fresh same", "done"],
  ["a gateway's 502 is repeated", [GATEWAY_502], "fresh same", "done"],
  ["a gateway's 504 is repeated", [GATEWAY_504], "fresh same", "done"],
  ["two repeats at most by default", [RESET, LOST, RESET], "fresh same same", "network"],
  ["as many tries as `retries` says", [LOST], "fresh", "network", { retries: 0 }],

  ["without resume a lost request stays lost", [LOST], "fresh", "network", OFF],
  ["without resume a time-out is final", [SILENT], "fresh", "connect_timeout", OFF],
  ["without resume a 408 is final", [refuse(408)], "fresh", "server", OFF],
  ["without resume a gateway's 502 is final", [GATEWAY_502], "fresh", "server", OFF],

  ["a rejected token is replaced", [refuse(401)], "fresh fresh", "done"],
  ["a rejected token is replaced once", [refuse(401), refuse(401)], "fresh fresh", "unauthorized"],
  ["a 429 is tried anew", [refuse(429)], "fresh fresh", "done"],
  ["a 503 is tried anew", [refuse(503)], "fresh fresh", "done"],
  ["a 429 is tried anew without resume too", [refuse(429)], "fresh fresh", "done", OFF],
  [
    "a 429 that stays is reported",
    [refuse(429), refuse(429), refuse(429)],
    "fresh fresh fresh",
    "rate_limited",
  ],
  [
    "a 503 that stays is reported",
    [refuse(503), refuse(503), refuse(503)],
    "fresh fresh fresh",
    "server",
  ],
  ["a repeat may follow a fresh try", [refuse(503), RESET], "fresh fresh same", "done"],
  ["a 401 to a repeat reports the first failure", [RESET, refuse(401)], "fresh same", "network"],

  ["a literal token that is rejected is spent", [refuse(401)], "fresh", "token_spent", LITERAL],
  ["a literal token is good for one try", [refuse(429)], "fresh", "rate_limited", LITERAL],
  ["a literal token may stand in a repeat", [LOST], "fresh same", "done", LITERAL],

  ["our own 502 is final", [ours(502, "upstream_failed")], "fresh", "server"],
  ["our own 504 is final", [ours(504, "upstream_timeout")], "fresh", "server"],
  ["our own 502 of a workflow is final", [ours(502, "workflow_failed")], "fresh", "server"],
  ["our own 504 of a workflow is final", [ours(504, "idle_timeout")], "fresh", "server"],
  ["our own 502 of a lost server is final", [ours(502, "producer_lost")], "fresh", "server"],
  ["a 400 is final", [refuse(400)], "fresh", "invalid_input"],
  ["a 402 is final", [refuse(402)], "fresh", "billing"],
  ["a 403 is final", [refuse(403)], "fresh", "forbidden"],
  ["a 404 is final", [refuse(404)], "fresh", "not_found"],
  ["a 413 is final", [refuse(413)], "fresh", "invalid_input"],
  ["a 422 is final", [refuse(422)], "fresh", "invalid_input"],
  [
    "a web page in place of a stream is final",
    [{ ...GATEWAY_502, status: 200 }],
    "fresh",
    "format",
  ],
  ["a 500 without a code of ours is repeated", [refuse(500)], "fresh same", "done"],
  [
    "a gateway's code is none of ours",
    [ours(504, "FUNCTION_INVOCATION_TIMEOUT")],
    "fresh same",
    "done",
  ],
  ...[520, 521, 522, 523, 524, 530].map<Row>((status) => [
    `a proxy's ${status} is repeated`,
    [{ ...GATEWAY_502, status }],
    "fresh same",
    "done",
  ]),
  [
    "without resume a proxy's 524 is final",
    [{ ...GATEWAY_502, status: 524 }],
    "fresh",
    "server",
    OFF,
  ],
  ["our own 500 is final", [ours(500, "validation_timeout")], "fresh", "server"],
  [
    "a 503 is a refusal whoever says it",
    [{ ...GATEWAY_502, status: 503, begins: false }],
    "fresh fresh",
    "done",
  ],
])("%s", async (_, faults, sends, ends, { hasLiteralToken, ...choice } = {}) => {
  const server = createScriptedServer({ deltas: ["text"], faults });
  const literal = hasLiteralToken && { token: server.token().token };
  const stream = streamOf(server, { ...choice, ...literal });
  const { status, error } = await settled(stream.start());

  expect(error?.code ?? status).toBe(ends);
  const sent = posts(server).map(credentialsOf);
  const kinds = sent.map(({ token }, at) => (token === sent[at - 1]?.token ? "same" : "fresh"));
  expect(kinds.join(" ")).toBe(sends);
  expect(new Set(sent.map(({ runKey }) => runKey)).size).toBe(1);
  expect(server.runs.length).toBeLessThanOrEqual(1);
  expect(stream.getSnapshot().attempt).toBe(sent.length);
});
