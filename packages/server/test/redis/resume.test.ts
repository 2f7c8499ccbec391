import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { openStore } from "../support/redisStores.ts";
import {
  asEvents,
  newRunKey,
  parseEvents,
  refusal,
  says,
  setup,
  textOf,
  types,
  type Setup,
} from "../support.ts";

const pieces = ["Añ", "o: 世界", "", " 👩‍👩‍👧", "\uFEFF\r\n", "🇩🇪", "e\u0301nd"];
const bytes = new TextEncoder().encode(pieces.join(""));
const isInside = (offset: number): boolean => ((bytes[offset] ?? 0) & 0xc0) === 0x80;
const offsets = Array.from({ length: bytes.length + 1 }, (_, offset) => offset);

describeWithRedis("resume at every byte, on Redis", () => {
  let redis: RedisServer;
  let prefixes = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describe.each(["on the machine that ran it", "on another machine"])("%s", (where) => {
    async function ended(): Promise<{ server: Setup; id: string; headers: HeadersInit }> {
      const prefix = `p${prefixes++}:`;
      const one = (): Setup =>
        setup([says("say", ...pieces)], { store: openStore(redis.url, { prefix }) });
      const [here, there] = [one(), one()];
      const { id, headers } = newRunKey();
      await (await here.run("say", { headers })).text();
      return { server: where === "on another machine" ? there : here, id, headers };
    }

    it("as plain text", async () => {
      const { server, id, headers } = await ended();
      for (const offset of offsets) {
        const response = await server.call(`/runs/${id}/stream?offset=${offset}`, { headers });
        if (isInside(offset)) {
          expect(await refusal(response)).toEqual({ status: 400, code: "invalid_offset" });
          continue;
        }
        expect(response.headers.get("run-offset")).toBe(String(offset));
        expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes.slice(offset));
      }
      const beyond = await server.call(`/runs/${id}/stream?offset=${bytes.length + 1}`, {
        headers,
      });
      expect(await beyond.json()).toMatchObject({ status: 409, bytes: bytes.length });
    });

    it("as events", async () => {
      const { server, id, headers } = await ended();
      for (const offset of offsets) {
        const response = await server.call(`/runs/${id}/stream`, {
          headers: { ...headers, ...asEvents, "last-event-id": String(offset) },
        });
        if (isInside(offset)) {
          expect(await refusal(response)).toEqual({ status: 400, code: "invalid_offset" });
          continue;
        }
        const events = parseEvents(await response.text());
        expect(new TextEncoder().encode(textOf(events))).toEqual(bytes.slice(offset));
        expect(types(events).slice(-3)).toEqual(["text-end", "finish", "[DONE]"]);
        const last = Math.max(offset, ...events.map((event) => event.id ?? 0));
        expect(last).toBe(bytes.length);
      }
    });
  });
});
