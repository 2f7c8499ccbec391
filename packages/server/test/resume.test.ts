import { describe, expect, it } from "vitest";
import {
  asEvents,
  handFed,
  newRunKey,
  parseEvents,
  refusal,
  says,
  setup,
  textOf,
  types,
} from "./support.ts";

const pieces = ["Añ", "o: 世界", "", " 👩‍👩‍👧", "\uFEFF\r\n", "🇩🇪", "e\u0301nd"];
const text = pieces.join("");
const bytes = new TextEncoder().encode(text);
const isInside = (offset: number): boolean => ((bytes[offset] ?? 0) & 0xc0) === 0x80;
const offsets = Array.from({ length: bytes.length + 1 }, (_, offset) => offset);

describe("resume at every byte", () => {
  it("as plain text", async () => {
    const { run, call } = setup([says("say", ...pieces)]);
    const { headers, id } = newRunKey();
    await (await run("say", { headers })).text();
    for (const offset of offsets) {
      const response = await call(`/runs/${id}/stream?offset=${offset}`, { headers });
      if (isInside(offset)) {
        expect(await refusal(response)).toEqual({ status: 400, code: "invalid_offset" });
        continue;
      }
      expect(response.headers.get("run-offset")).toBe(String(offset));
      expect(response.headers.get("run-id")).toBe(id);
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes.slice(offset));
    }
  });

  it("as events, by Last-Event-ID", async () => {
    const { run, call } = setup([says("say", ...pieces)]);
    const { headers, id } = newRunKey();
    await (await run("say", { headers })).text();
    for (const offset of offsets) {
      const response = await call(`/runs/${id}/stream`, {
        headers: { ...headers, ...asEvents, "last-event-id": String(offset) },
      });
      if (isInside(offset)) {
        expect(await refusal(response)).toEqual({ status: 400, code: "invalid_offset" });
        continue;
      }
      const events = parseEvents(await response.text());
      expect(new TextEncoder().encode(textOf(events))).toEqual(bytes.slice(offset));
      expect(types(events).slice(0, 2)).toEqual(["start", "text-start"]);
      expect(types(events).slice(-3)).toEqual(["text-end", "finish", "[DONE]"]);
      let count = offset;
      for (const { id, data } of events) {
        if (data === "[DONE]" || data.delta === undefined) continue;
        count += new TextEncoder().encode(data.delta).length;
        expect(id).toBe(count);
      }
      expect(count).toBe(bytes.length);
    }
  });
});

describe("resume", () => {
  it("goes on live", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    fed.push("one ");
    const first = await run("fed", { headers });
    const resumed = await call(`/runs/${id}/stream?offset=4`, { headers });
    fed.push("two ");
    fed.push("three");
    fed.end();
    expect(await resumed.text()).toBe("two three");
    expect(await first.text()).toBe("one two three");
  });

  it("prefers offset to Last-Event-ID", async () => {
    const { run, call } = setup([says("say", "abcdef")]);
    const { headers, id } = newRunKey();
    await run("say", { headers });
    const both = { ...headers, "last-event-id": "1" };
    expect(await (await call(`/runs/${id}/stream?offset=4`, { headers: both })).text()).toBe("ef");
    expect(await (await call(`/runs/${id}/stream`, { headers: both })).text()).toBe("bcdef");
    const empty = { ...headers, "last-event-id": "" };
    expect(await (await call(`/runs/${id}/stream`, { headers: empty })).text()).toBe("abcdef");
  });

  it.each(["-1", "1.5", "x", "", "1e1", "9".repeat(16), "%30%20"])(
    "refuses offset=%s",
    async (offset) => {
      const { run, call } = setup([says("say", "abcdef")]);
      const { headers, id } = newRunKey();
      await run("say", { headers });
      const response = await call(`/runs/${id}/stream?offset=${offset}`, { headers });
      expect(await refusal(response)).toEqual({ status: 400, code: "invalid_offset" });
    },
  );

  it("past the tail is a 409 that says where the tail is", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    fed.push("日本");
    await run("fed", { headers });
    const response = await call(`/runs/${id}/stream?offset=7`, { headers });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: "offset_beyond_end", bytes: 6 });
    expect((await call(`/runs/${id}/stream?offset=6`, { headers })).status).toBe(200);
  });

  it("of a failed run tells its failure again", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    fed.push("begun");
    fed.fail(new Error("no"));
    await (await run("fed", { headers: { ...headers, ...asEvents } })).text();
    for (const offset of [0, 5]) {
      const resumed = await call(`/runs/${id}/stream?format=sse&offset=${offset}`, { headers });
      expect(parseEvents(await resumed.text()).at(-2)?.data).toMatchObject({
        type: "error",
        code: "workflow_failed",
      });
    }
    const plain = await call(`/runs/${id}/stream`, { headers });
    await expect(plain.text()).rejects.toThrow();
  });
});
