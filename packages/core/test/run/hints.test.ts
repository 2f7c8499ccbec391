import { createScriptedServer } from "@workflow-stream/testing";
import { expect, it, vi } from "vitest";
import { streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

it.each([
  ["http://api.test", "mixed_content"],
  ["https://api.test", "cors_or_spent_token"],
])("an https page's request to %s that fails hints at %s", async (baseUrl, hint) => {
  vi.stubGlobal("location", new URL("https://page.test/"));
  const fetch = (): Promise<never> => Promise.reject(new TypeError("Failed to fetch"));
  const server = createScriptedServer({ deltas: [] });
  const { error } = await settled(streamOf(server, { baseUrl, fetch, retries: 0 }).start());
  expect(error).toMatchObject({ code: "network", hint });
});

it("a fetch that a test has put where nothing else of it is fails as a network does", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  vi.stubGlobal("Request", undefined);
  const server = createScriptedServer({ deltas: [] });
  const { error } = await settled(streamOf(server, { fetch: undefined, retries: 0 }).start());
  expect(error).toMatchObject({ code: "network" });
});
