import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { textOf } from "../text.ts";
import { contentTypeOf, piecesOf, type Protocol } from "../wire.ts";

/**
 * Writes a text as a stream, each delta in a write of its own: as fast as the connection takes them, or one in `gapMs`.
 * The header `started-at` says when the first is written, in ms since 1970; with `holdMs` the headers go ahead of it.
 */
export async function writeStream(response: ServerResponse, query: URLSearchParams): Promise<void> {
  const protocol = query.get("protocol") as Protocol;
  const gapMs = Number(query.get("gapMs"));
  const holdMs = Number(query.get("holdMs"));
  const pieces = [...piecesOf(protocol, textOf(Number(query.get("deltas"))))];
  const startedAt = now() + holdMs;
  response.writeHead(200, {
    "content-type": contentTypeOf(protocol),
    "cache-control": "no-store",
    "started-at": startedAt,
  });
  if (holdMs) response.flushHeaders();
  await until(startedAt);
  for (const [n, piece] of pieces.entries()) {
    if (gapMs) await until(startedAt + n * gapMs);
    if (response.destroyed) return;
    if (!response.write(piece)) await once(response, "drain");
  }
  response.end();
}

/** The time in ms since 1970, with its fractions. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Waits for a moment; its last ms without sleeping, as timers are late. */
async function until(moment: number): Promise<void> {
  const leftMs = moment - now();
  if (leftMs > 2) await sleep(leftMs - 2);
  while (now() < moment);
}
