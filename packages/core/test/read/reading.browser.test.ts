import { describe, expect, it } from "vitest";
import { readEvents, readText } from "../../src/index.ts";
import { chunkings } from "../support/chunkings.ts";
import { bodyOf, collect, responseOf } from "../support/responses.ts";
import { sseCases } from "../tables/sse.ts";
import { utf8Cases } from "../tables/utf8.ts";

describe("in a browser", () => {
  it.each(sseCases)("server-sent events: $name", async ({ bytes, events }) => {
    for (const [cut, chunks] of chunkings(bytes))
      expect((await collect(readEvents(bodyOf(chunks)))).items, cut).toEqual(events);
  });

  it.each(utf8Cases)("UTF-8: $name", async ({ bytes, text }) => {
    for (const [cut, chunks] of chunkings(bytes)) {
      const { items } = await collect(readText(responseOf(bodyOf(chunks))));
      expect(items.join(""), cut).toBe(text);
    }
  });
});
